import type { Link, Nodes, PhrasingContent, Root, Text } from "mdast";

const MARKER = /\[(\d{1,3})\]/g;
const PREFIX = "#citation-";

const toLink = (number: string): Link => ({
  type: "link",
  url: `${PREFIX}${number}`,
  children: [{ type: "text", value: number }],
});

/** The citation number that a link made by `remarkCitations` stands for. */
export const citationNumberOf = (href: string | undefined): number | undefined =>
  href?.startsWith(PREFIX) ? Number(href.slice(PREFIX.length)) : undefined;

const split = ({ value }: Text): PhrasingContent[] => {
  const parts: PhrasingContent[] = [];
  let end = 0;
  for (const match of value.matchAll(MARKER)) {
    const [marker, number = ""] = match;
    if (match.index > end) parts.push({ type: "text", value: value.slice(end, match.index) });
    parts.push(toLink(number));
    end = match.index + marker.length;
  }
  if (end < value.length) parts.push({ type: "text", value: value.slice(end) });
  return parts;
};

const visit = (node: Nodes): void => {
  if (!("children" in node) || node.type === "link") return;
  for (const child of node.children) visit(child);
  const children = node.children.flatMap<(typeof node.children)[number] | PhrasingContent>((child) =>
    child.type === "text" ? split(child) : [child],
  );
  // Text stands only where phrasing content may stand, and it is replaced by phrasing content.
  Object.assign(node, { children });
};

/** Makes `[1]` in running text, not in code, a link that the answer shows as a numbered chip. */
export const remarkCitations = () => (tree: Root) => visit(tree);
