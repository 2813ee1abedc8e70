/** What can generate answers: models in the gateway, a server of one of three kinds, or the passages as they are. */
export const generationBackends = ["local", "tgi", "tabby", "openai", "extractive"] as const;
export type GenerationBackendName = (typeof generationBackends)[number];
