import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";
import { toPage } from "./page.ts";

/** What stands before a guide's text: its title and summary, for lists. */
const FRONT_MATTER = /^---\r?\n[\s\S]*?\r?\n---\r?\n/;

/** Renders a guide's Markdown as a page. HTML in it is shown as text, and links lead only where links may. */
export const renderGuide = (markdown: string, name: string): string => {
  const text = markdown.replace(FRONT_MATTER, "");
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? name;
  const body = micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return toPage(title, `<main>\n${body}\n</main>`);
};
