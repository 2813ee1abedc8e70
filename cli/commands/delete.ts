import { z } from "zod";
import {
  authorsResponseSchema,
  type DeletionResponse,
  deletionResponseSchema,
} from "../../api/contract/documents.ts";
import { linkSchema } from "../../domain/documents.ts";
import { InvalidInputError, NotFoundError } from "../../domain/errors.ts";
import { canonicalLink, documentId, normalizedAuthorName } from "../../domain/identity.ts";
import type { CommandContext, ExitCode } from "../command-context.ts";
import { defineCommand, groupCommands } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";

const confirmation = ["--yes", "delete without being asked again"] as const;
const confirmed = z.boolean({ error: "a deletion cannot be undone: add --yes" });

const remove = async ({ gateway, output, signal }: CommandContext, path: string): Promise<ExitCode> => {
  const deletion: DeletionResponse = await gateway.delete(path, deletionResponseSchema, signal);
  output.result(
    deletion,
    () =>
      `Deleted: ${deletion.documents} documents, ${deletion.cleanedDocuments} cleaned documents, ${deletion.chunks} chunks`,
  );
  return exitCodes.ok;
};

const deleteAuthor = defineCommand({
  name: "author",
  summary: "Delete an author with everything by that author, from every store.",
  arguments: [["<name>", "full name, or id"]],
  options: [confirmation],
  examples: ['npx twin delete author "Ada Lovelace" --yes'],
  input: z.object({ name: z.string().min(1), yes: confirmed }),
  run: async (context, { name }) => {
    const { items } = await context.gateway.get("/authors", authorsResponseSchema, context.signal);
    const wanted = normalizedAuthorName(name);
    const author = items.find((item) => item.id === name || normalizedAuthorName(item.name) === wanted);
    if (!author) throw new NotFoundError(`There is no author named ${JSON.stringify(name)}.`);
    return remove(context, `/authors/${author.id}`);
  },
});

const toDocumentId = (idOrLink: string): string => {
  if (z.uuid().safeParse(idOrLink).success) return idOrLink;
  if (linkSchema.safeParse(idOrLink).success) return documentId(canonicalLink(idOrLink));
  throw new InvalidInputError(`${JSON.stringify(idOrLink)} is neither a document's id nor a link.`);
};

const deleteDocument = defineCommand({
  name: "document",
  summary: "Delete one document from every store.",
  arguments: [["<document>", "its id or its link"]],
  options: [confirmation],
  examples: ["npx twin delete document https://ada.example/notes --yes"],
  input: z.object({ document: z.string().min(1), yes: confirmed }),
  run: (context, { document }) => remove(context, `/documents/${toDocumentId(document)}`),
});

export const deleteCommands = groupCommands("delete", "Delete an author or a document.", [
  deleteAuthor,
  deleteDocument,
]);
