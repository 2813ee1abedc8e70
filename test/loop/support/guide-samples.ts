import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../../../configs/environment.ts";

/** A sample to train on. */
export interface Sample {
  readonly instruction: string;
  readonly answer: string;
}

/** Paragraphs of one section that are prose, as one text. */
const proseOf = (section: string): string =>
  section
    .replace(/```[\s\S]*?```/g, "")
    .split("\n\n")
    .filter((paragraph) => /^[A-Z]/.test(paragraph.trim()))
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();

/** Samples made of the sections of the project's guides: the heading asks, the prose answers. The same at each call. */
export const guideSamples = async (): Promise<Sample[]> => {
  const folder = join(projectRoot, "docs", "guides");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  const samples: Sample[] = [];
  for (const file of files) {
    const text = await readFile(join(folder, file), "utf8");
    const title = /^title: (.+)$/m.exec(text)?.[1] ?? file;
    for (const section of text.split(/^## /m).slice(1)) {
      const heading = section.slice(0, section.indexOf("\n"));
      const answer = proseOf(section.slice(heading.length)).slice(0, 600);
      if (answer.length > 80) samples.push({ instruction: `${title}: tell me about "${heading}".`, answer });
    }
  }
  return samples;
};
