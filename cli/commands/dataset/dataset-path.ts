/** Where the gateway keeps a version of a dataset. */
export const datasetPath = (id: string): string => `/datasets/${encodeURIComponent(id)}`;
