/**
 * What a document's features were made from: its content and the way of cleaning. (The model and the chunking are in
 * the collection's name.) Equal versions need no new work.
 */
export const featureVersion = (contentHash: string, cleaning: string): string =>
  `${contentHash.slice(0, 32)}:${cleaning}`;
