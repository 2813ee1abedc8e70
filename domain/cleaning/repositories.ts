import type { Repository } from "../documents.ts";
import type { CleanedText } from "./cleaned-text.ts";
import { normalizeLines } from "./text/characters.ts";
import { cleanInline } from "./text/clean-inline.ts";

/** A fence longer than any run of backticks in the text. */
const fenceFor = (text: string): string => {
  const longest = [...text.matchAll(/`{3,}/g)].reduce((most, [run]) => Math.max(most, run.length), 2);
  return "`".repeat(longest + 1);
};

const renderFile = (path: string, text: string): string => {
  const fence = fenceFor(text);
  const code = normalizeLines(text).replace(/\n$/, "");
  return `## ${path.replace(/\s+/g, " ")}\n\n${fence}\n${code}\n${fence}`;
};

/** A repository is its description, then every file under its path as heading, in a fence, with all white space. */
export const cleanRepository = (repository: Repository): CleanedText => ({
  title: cleanInline(repository.title),
  text: [
    cleanInline(repository.description ?? ""),
    ...repository.files
      .filter((file) => file.text.trim() !== "")
      .map((file) => renderFile(file.path, file.text)),
  ]
    .filter((part) => part !== "")
    .join("\n\n"),
});
