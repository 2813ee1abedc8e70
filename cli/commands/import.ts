import { z } from "zod";
import { ANY_AUTHOR } from "../../domain/runs/etl.ts";
import { defineCommand } from "../define-command.ts";
import { uploadFile } from "../gateway/upload-file.ts";
import { runAndFollow } from "../runs/run-and-follow.ts";

export const importCommand = defineCommand({
  name: "import",
  summary: "Import a file of documents (a JSON array or JSON lines) into the warehouse.",
  arguments: [["<file>", "the file"]],
  options: [["--author <name>", "the author of all its documents; default: those that the records name"]],
  examples: ["npx twin import articles.json", 'npx twin import posts.jsonl --author "Ada Lovelace"'],
  input: z.object({ file: z.string().min(1), author: z.string().optional() }),
  run: async (context, { file, author }) => {
    const { id } = await uploadFile(context, file);
    const input = { author: author ?? ANY_AUTHOR, sources: [{ kind: "upload" as const, id }] };
    return runAndFollow(context, { kind: "etl", input });
  },
});
