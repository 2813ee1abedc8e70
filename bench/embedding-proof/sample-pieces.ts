import { readFile } from "node:fs/promises";
import { z } from "zod";

const articlesSchema = z.array(z.object({ content: z.record(z.string(), z.unknown()) }));

/** Length of a piece, in characters. */
const PIECE = 500;

/**
 * Cuts the articles of a warehouse export into pieces, as they come.
 *
 * @param file a JSON array of articles whose `content` holds texts by name.
 */
export const readPieces = async (file: string): Promise<string[]> => {
  const articles = articlesSchema.parse(JSON.parse(await readFile(file, "utf8")));
  const texts = articles.map(({ content }) =>
    Object.values(content)
      .filter((value) => typeof value === "string")
      .join("\n"),
  );
  return texts.flatMap((text) =>
    Array.from({ length: Math.ceil(text.length / PIECE) }, (_, index) =>
      text.slice(index * PIECE, (index + 1) * PIECE).toWellFormed(),
    ),
  );
};

/** So many elements, evenly spread over a list. */
export const spread = <T>(list: readonly T[], count: number): T[] =>
  list.filter(
    (_, index) =>
      Math.floor((index * count) / list.length) !== Math.floor(((index - 1) * count) / list.length),
  );
