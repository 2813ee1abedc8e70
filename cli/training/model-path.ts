/** Where the gateway keeps a version of a model. */
export const modelPath = (id: string): string => `/models/${encodeURIComponent(id)}`;
