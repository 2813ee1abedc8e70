import type { Registry } from "../../stores/registry.ts";
import { modelPatchSchema, versionParams } from "../contract/models.ts";
import { jsonBody } from "../http/json-body.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { describeModel, requireModel } from "../registry/describe-model.ts";
import type { Runs } from "../runs/runs.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly runs: Runs;
}

type TagChanges = Readonly<Record<string, string | null>>;

const applyChanges = (tags: Readonly<Record<string, string>>, changes: TagChanges): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...tags, ...changes }).flatMap(([name, value]) =>
      value === null ? [] : [[name, value]],
    ),
  );

/** `GET` and `PATCH /models/{version}`: all that is known of a version, and its tags. */
export const registryModelRoute = (dependencies: Dependencies): Route => ({
  path: "/models/:version",
  get: async (request, response) => {
    const { version: id } = parseInput(versionParams, request.params, "path");
    response.json(await describeModel(dependencies, await requireModel(dependencies.registry, id)));
  },
  patch: [
    ...jsonBody,
    async (request, response) => {
      const { registry } = dependencies;
      const { version: id } = parseInput(versionParams, request.params, "path");
      const changes = parseInput(modelPatchSchema, request.body, "body");
      const { tags } = await requireModel(registry, id);
      const tagged = await registry.tagModel(id, applyChanges(tags, changes.tags));
      response.json(await describeModel(dependencies, tagged));
    },
  ],
});
