import { groupCommands } from "../define-command.ts";
import { deleteAuthor } from "./delete/author.ts";
import { deleteDocument } from "./delete/document.ts";

export const deleteCommands = groupCommands("delete", "Delete an author or a document.", [
  deleteAuthor,
  deleteDocument,
]);
