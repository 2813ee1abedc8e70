import { z } from "zod";
import { retrievalModeSchema, searchResponseSchema } from "../../api/contract/search.ts";
import { categorySchema } from "../../domain/documents.ts";
import { defineCommand } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { printable } from "../output/format.ts";

const EXCERPT = 160;

export const searchCommand = defineCommand({
  name: "search",
  summary: "Find passages without generating an answer.",
  arguments: [["<query>", "what to search for"]],
  options: [
    ["--limit <count>", "most passages to show (1 to 100)"],
    ["--author <name>", "only passages of this author"],
    ["--category <name>", "articles, posts or repositories"],
    ["--mode <mode>", "dense, text or hybrid"],
  ],
  examples: ['npx twin search "vector index" --limit 5'],
  input: z.object({
    query: z.string(),
    limit: z.coerce.number().int().min(1).max(100).optional(),
    author: z.string().optional(),
    category: categorySchema.optional(),
    mode: retrievalModeSchema.optional(),
  }),
  run: async ({ gateway, output, signal }, input) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(input)) if (value !== undefined) query.set(name, `${value}`);
    const found = await gateway.get(`/search?${query}`, searchResponseSchema, signal);
    output.result(found, () => {
      const passages = found.results.map(
        ({ title, link, match, score }, index) =>
          `${index + 1}. ${title} (${score.toFixed(3)})\n   ${link}\n   ${match.replace(/\s+/g, " ").slice(0, EXCERPT)}`,
      );
      const notes = found.warnings.map((warning) => `Note: ${warning}`);
      return printable([...(passages.length > 0 ? passages : ["Nothing was found."]), ...notes].join("\n"));
    });
    return exitCodes.ok;
  },
});
