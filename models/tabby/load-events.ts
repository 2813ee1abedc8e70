import { z } from "zod";

const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const progressSchema = z.object({
  model_type: z.string(),
  module: z.int().min(0),
  modules: z.int().min(0),
  status: z.string(),
});

/** What an event of `POST /v1/model/load` says. */
export type LoadEvent =
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  /** The model itself is loaded; a draft or vision model finishes before it. */
  | { readonly type: "finished" }
  | { readonly type: "error"; readonly message: string }
  | { readonly type: "unknown" };

const parseJson = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

/** Reads the data of one event. What a newer server may tell besides is left alone. */
export const parseLoadEvent = (data: string): LoadEvent => {
  const json = parseJson(data);
  const failed = errorSchema.safeParse(json);
  if (failed.success) return { type: "error", message: failed.data.error.message };
  const parsed = progressSchema.safeParse(json);
  if (!parsed.success) return { type: "unknown" };
  const { model_type: kind, module, modules, status } = parsed.data;
  if (kind === "model" && status === "finished") return { type: "finished" };
  return { type: "progress", done: module, total: modules };
};
