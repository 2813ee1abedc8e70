import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { runAndFollow } from "../runs/run-and-follow.ts";

export const collectCommand = defineCommand({
  name: "collect",
  summary: "Collect an author's pages by their links. The owner of the links must have agreed.",
  arguments: [["<author>", "full name of the author"]],
  options: [
    ["--link <urls...>", "pages to collect"],
    ["--consent", "confirm that the owner of the links agreed to their collection"],
    ["--max-pages <count>", "most pages to fetch"],
  ],
  examples: ['npx twin collect "Ada Lovelace" --link https://ada.example/notes --consent'],
  input: z.object({
    author: z.string().min(1),
    link: z.array(z.string(), { error: "name at least one page by --link" }).min(1),
    consent: z.boolean().default(false),
    maxPages: z.coerce.number().int().min(1).optional(),
  }),
  run: (context, { author, link, consent, maxPages }) =>
    runAndFollow(context, {
      kind: "etl",
      input: { author, links: link, consent, ...(maxPages ? { maxPages } : {}) },
    }),
});
