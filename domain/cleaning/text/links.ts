/** `![alt](address)`; an alt that only names a file or says "image" says nothing. */
const image = /!\[([^[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+"[^"]*")?\s*\)/g;
const link = /\[([^[\]]*)\]\(<?[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+"[^"]*")?\s*\)/g;
const referenceDefinition = /^ {0,3}\[[^[\]\n]+\]:[ \t]*<?(?:https?:|mailto:|[/#])[^\n]*$/gm;
const bareUrl = /<?\bhttps?:\/\/[^\s<>"'`\])}]+>?/gi;
const emptyAlt =
  /^(?:image|img|photo|picture|figure|screenshot|logo|alt text)?$|\.(?:png|jpe?g|gif|webp|svg)$/i;

/** What stands for an address: the text around it keeps its sense. */
export const URL_PLACEHOLDER = "[URL]";

const altText = (_: string, alt: string): string => (emptyAlt.test(alt.trim()) ? "" : alt);

/** An address at the end of a sentence does not own the full stop. */
const placeholder = (url: string): string => {
  let end = url.endsWith(">") ? url.length - 1 : url.length;
  while (".,;:!?".includes(url.charAt(end - 1))) end -= 1;
  return URL_PLACEHOLDER + url.slice(end).replace(">", "");
};

/** Links become their text, images their alt text (where it says something), bare addresses `[URL]`. */
export const replaceLinks = (text: string): string =>
  text
    .replace(referenceDefinition, "")
    .replace(image, altText)
    .replace(link, "$1")
    .replace(bareUrl, placeholder);
