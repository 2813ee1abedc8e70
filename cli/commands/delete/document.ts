import { z } from "zod";
import { linkSchema } from "../../../domain/documents.ts";
import { InvalidInputError } from "../../../domain/errors.ts";
import { canonicalLink, documentId } from "../../../domain/identity.ts";
import { defineCommand } from "../../define-command.ts";
import { confirmation, confirmed } from "./confirmation.ts";
import { remove } from "./remove.ts";

const toDocumentId = (idOrLink: string): string => {
  if (z.uuid().safeParse(idOrLink).success) return idOrLink;
  if (linkSchema.safeParse(idOrLink).success) return documentId(canonicalLink(idOrLink));
  throw new InvalidInputError(`${JSON.stringify(idOrLink)} is neither a document's id nor a link.`);
};

export const deleteDocument = defineCommand({
  name: "document",
  summary: "Delete one document from every store.",
  arguments: [["<document>", "its id or its link"]],
  options: [confirmation],
  examples: ["npx twin delete document https://ada.example/notes --yes"],
  input: z.object({ document: z.string().min(1), yes: confirmed }),
  run: (context, { document }) => remove(context, `/documents/${toDocumentId(document)}`),
});
