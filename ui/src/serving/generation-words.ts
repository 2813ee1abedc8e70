import type { Generation } from "./shown-serving.ts";

/** How the gateway names passages that are quoted because there is no model. */
export const EXTRACTIVE = "extractive";

const places: Readonly<Record<Generation["backend"], string>> = {
  local: "In the gateway",
  extractive: "In the gateway",
  openai: "At an OpenAI-compatible server",
  tgi: "At TGI",
  tabby: "At TabbyAPI",
};

/** What answers where no version that was deployed here does, and where that is. */
export const generationWords = ({
  backend,
  model,
}: Generation): { readonly place: string; readonly answers: string } => {
  const place = places[backend];
  if (backend === EXTRACTIVE) return { place, answers: "the best passages are quoted, no model answers" };
  return {
    place,
    answers: model === null ? "the server does not tell which model answers" : `${model} answers`,
  };
};

/** What answers where no version is deployed: the base model with its name, where the gateway can tell it. */
export const baseModelWords = (model: string | null): string => {
  if (model === EXTRACTIVE) return "the best passages are quoted, for the base model cannot be had";
  return model === null ? "the base model answers" : `the base model ${model} answers`;
};
