import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { toPage } from "./page.ts";

/** Renders a guide's Markdown as a page. HTML in it is shown as text, and links lead only where links may. */
export const renderGuide = (markdown: string, name: string): string => {
  const title = /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim() ?? name;
  const body = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return toPage(title, `<main>\n${body}\n</main>`);
};
