import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { describeError } from "../../../domain/describe-error.ts";
import { SetupError } from "../../../domain/errors.ts";

/** A guide of the project: its name is that of its file, and what the gateway serves it under. */
export interface Guide {
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** Markdown, without the front matter. */
  readonly text: string;
}

const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---\r?\n/;

const frontMatterSchema = z.object({
  title: z.string().trim().min(1),
  summary: z.string().trim().min(1),
});

/**
 * Reads a guide's text.
 *
 * @throws {SetupError} that names the guide when its front matter lacks the title or the summary.
 */
export const parseGuide = (name: string, content: string): Guide => {
  const refuse = (problem: string, cause?: unknown): never => {
    throw new SetupError(
      `The guide ${name}.md needs front matter with title and summary between lines of "---": ${problem}`,
      { cause },
    );
  };
  const match = FRONT_MATTER.exec(content);
  if (!match) return refuse("it starts with none");
  let yaml: unknown;
  try {
    yaml = parse(match[1] ?? "");
  } catch (error) {
    return refuse(describeError(error), error);
  }
  const parsed = frontMatterSchema.safeParse(yaml);
  if (!parsed.success) return refuse(z.prettifyError(parsed.error), parsed.error);
  return { name, ...parsed.data, text: content.slice(match[0].length).trim() };
};

/** Reads all guides (`*.md`) of a folder, in order of name. Throws as `parseGuide` does. */
export const readGuides = async (folder: string): Promise<Guide[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  return Promise.all(
    files.map(async (file) =>
      parseGuide(file.replace(/\.md$/, ""), await readFile(join(folder, file), "utf8")),
    ),
  );
};
