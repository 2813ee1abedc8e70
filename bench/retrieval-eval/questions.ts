import { readFile } from "node:fs/promises";
import { z } from "zod";
import { canonicalLink, documentId } from "../../domain/identity.ts";

const questionSchema = z.object({
  id: z.string(),
  question: z.string().min(1),
  /** Links of the documents that answer the question. */
  relevant: z.array(z.string()).min(1),
  /** A passage, word for word, that answers it. */
  evidence: z.string().min(1),
  author: z.string().nullable(),
});

/** A labelled question. */
export interface Question extends Omit<z.infer<typeof questionSchema>, "relevant"> {
  /** Ids of the documents that answer it. */
  readonly relevant: ReadonlySet<string>;
}

const readLines = async (file: URL | string): Promise<unknown[]> =>
  (await readFile(file, "utf8"))
    .split("\n")
    .filter((line) => line.trim())
    .map((line): unknown => JSON.parse(line));

/** Reads labelled questions, a JSON object a line. */
export const readQuestions = async (file: URL | string): Promise<Question[]> =>
  (await readLines(file)).map((line) => {
    const { relevant, ...question } = questionSchema.parse(line);
    return { ...question, relevant: new Set(relevant.map((link) => documentId(canonicalLink(link)))) };
  });

/** Reads questions that the corpus does not answer, a JSON object with `question` a line. */
export const readUnanswerable = async (file: URL | string): Promise<string[]> =>
  (await readLines(file)).map((line) => z.object({ question: z.string() }).parse(line).question);
