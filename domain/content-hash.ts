import { createHash } from "node:crypto";
import type { Document } from "./documents.ts";

/** What of a document decides "changed": all that is shown, cleaned or embedded, in a fixed order. */
const significant = (document: Document): unknown[] => {
  const common = [document.category, document.author.name, document.title];
  switch (document.category) {
    case "articles":
      return [...common, document.subtitle ?? "", document.content];
    case "posts":
      return [...common, document.content];
    case "repositories":
      return [...common, document.description ?? "", document.files.map((file) => [file.path, file.text])];
  }
};

/** SHA-256 (hex) of a document's significant content; equal hashes mean unchanged. */
export const contentHash = (document: Document): string =>
  createHash("sha256")
    .update(JSON.stringify(significant(document)))
    .digest("hex");
