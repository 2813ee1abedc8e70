import { z } from "zod";
import { categorySchema } from "../../domain/documents.ts";
import { defineCommand } from "../define-command.ts";
import { runAndFollow } from "../runs/run-and-follow.ts";

export const featuresCommand = defineCommand({
  name: "features",
  summary: "Clean, chunk and embed what changed in the warehouse, and load it into the vector store.",
  options: [
    ["--author <names...>", "only documents of these authors"],
    ["--category <names...>", "only these categories: articles, posts, repositories"],
    ["--full", "process unchanged documents too"],
  ],
  examples: ["npx twin features", 'npx twin features --author "Ada Lovelace" --full'],
  input: z.object({
    author: z.array(z.string().min(1)).optional(),
    category: z.array(categorySchema).optional(),
    full: z.boolean().default(false),
  }),
  run: (context, { author, category, full }) =>
    runAndFollow(context, {
      kind: "featureEngineering",
      input: {
        full,
        ...(author ? { authors: author } : {}),
        ...(category ? { categories: category } : {}),
      },
    }),
});
