import { z } from "zod";
import { InvalidInputError } from "../../domain/errors.ts";
import { twinStages } from "../../domain/runs/twin.ts";
import { defineCommand } from "../define-command.ts";
import { uploadFile } from "../gateway/upload-file.ts";
import { runAndFollow } from "../runs/run-and-follow.ts";

export const twinCommand = defineCommand({
  name: "twin",
  summary:
    "Build a twin from its sources in one run: collect, make features, generate a dataset, train, deploy.",
  arguments: [["<author>", "full name of the author"]],
  options: [
    ["--file <path>", "a file of documents to import"],
    ["--link <urls...>", "pages to collect"],
    ["--consent", "confirm that the owner of the links agreed to their collection"],
    ["--guides", "use the guides of this project as the author's articles"],
    ["--until <stage>", `last stage to run: ${twinStages.join(", ")}`],
  ],
  examples: [
    'npx twin twin "Ada Lovelace" --file articles.json --until features',
    'npx twin twin "Ada Lovelace" --file articles.json',
  ],
  input: z.object({
    author: z.string().min(1),
    file: z.string().optional(),
    link: z.array(z.string()).default([]),
    consent: z.boolean().default(false),
    guides: z.boolean().default(false),
    until: z.enum(twinStages).default("deployment"),
  }),
  run: async (context, { author, file, link, consent, guides, until }) => {
    if (!file && !guides && link.length === 0) {
      throw new InvalidInputError("Name what the twin is made from: --file, --link or --guides.");
    }
    const upload = file ? await uploadFile(context, file) : undefined;
    const sources = [
      ...(upload ? [{ kind: "upload" as const, id: upload.id }] : []),
      ...(guides ? [{ kind: "guides" as const }] : []),
    ];
    return runAndFollow(context, { kind: "twin", input: { author, links: link, consent, sources, until } });
  },
});
