import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const packageSchema = z.object({ version: z.string() });

const readText = async (path: string): Promise<string | undefined> => {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch {
    return undefined;
  }
};

/** The commit that a checkout is at; `undefined` outside of one. */
const readCommit = async (root: string): Promise<string | undefined> => {
  const head = await readText(join(root, ".git", "HEAD"));
  const [, reference] = /^ref: (.+)$/.exec(head ?? "") ?? [];
  if (!reference) return head;
  const loose = await readText(join(root, ".git", reference));
  if (loose) return loose;
  const packed = await readText(join(root, ".git", "packed-refs"));
  return packed
    ?.split("\n")
    .find((line) => line.endsWith(` ${reference}`))
    ?.split(" ")[0];
};

/** Version of this project, with its commit where that is known: `0.1.0+0123456789ab`. */
export const readCodeVersion = async (root: string): Promise<string> => {
  const { version } = packageSchema.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const commit = await readCommit(root);
  return commit ? `${version}+${commit.slice(0, 12)}` : version;
};
