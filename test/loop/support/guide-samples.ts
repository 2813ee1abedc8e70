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

/** A guide as samples: a section's heading asks, its prose answers. */
export interface GuideText {
  readonly file: string;
  readonly samples: readonly Sample[];
}

/** The project's guides as samples, guide by guide. The same at each call. */
export const readGuides = async (): Promise<GuideText[]> => {
  const folder = join(projectRoot, "docs", "guides");
  const files = (await readdir(folder)).filter((file) => file.endsWith(".md")).sort();
  return Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(folder, file), "utf8");
      const title = /^title: (.+)$/m.exec(text)?.[1] ?? file;
      const samples = text
        .split(/^## /m)
        .slice(1)
        .flatMap((section): Sample[] => {
          const heading = section.slice(0, section.indexOf("\n"));
          const answer = proseOf(section.slice(heading.length)).slice(0, 600);
          return answer.length > 80 ? [{ instruction: `${title}: tell me about "${heading}".`, answer }] : [];
        });
      return { file, samples };
    }),
  );
};

/** Samples made of the sections of all guides. */
export const guideSamples = async (): Promise<Sample[]> =>
  (await readGuides()).flatMap(({ samples }) => samples);
