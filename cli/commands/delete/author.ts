import { z } from "zod";
import { authorsResponseSchema } from "../../../api/contract/documents.ts";
import { NotFoundError } from "../../../domain/errors.ts";
import { normalizedAuthorName } from "../../../domain/identity.ts";
import { defineCommand } from "../../define-command.ts";
import { confirmation, confirmed } from "./confirmation.ts";
import { remove } from "./remove.ts";

export const deleteAuthor = defineCommand({
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
