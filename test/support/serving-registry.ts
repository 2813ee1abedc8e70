import type { ServingReport, ServingState } from "../../domain/deployment/serving.ts";
import { ConflictError, NotFoundError } from "../../domain/errors.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { Registry } from "../../stores/registry.ts";
import { strictFake } from "./strict-fake.ts";

/** A registry in memory that knows these versions and keeps what serves and what is reported, as a real one does. */
export const servingRegistry = (versions: readonly ModelVersion[] = []) => {
  const models = new Map(versions.map((version) => [version.id, version]));
  const states = new Map<string, ServingState>();
  const reports = new Map<string, ServingReport>();
  const read = (target: ServingState["target"]): ServingState =>
    states.get(target) ?? { target, revision: 0, stable: null, candidate: null };
  const registry = strictFake<Registry>("registry", {
    getModel: async (id) => models.get(id),
    moveModel: async (id, from, to) => {
      const version = models.get(id);
      if (!version) throw new NotFoundError(`no ${id}`);
      if (version.stage !== to && !from.includes(version.stage)) {
        throw new ConflictError(`${id} is at ${version.stage}`);
      }
      for (const other of models.values()) {
        const replaced = other.model === version.model && other.stage === "production" && other.id !== id;
        if (to === "production" && replaced) models.set(other.id, { ...other, stage: "archived" });
      }
      const moved = { ...version, stage: to };
      models.set(id, moved);
      return moved;
    },
    readServing: async (target) => read(target),
    changeServing: async (expected, next) => {
      const { revision } = read(next.target);
      if (revision !== expected) throw new ConflictError(`revision is ${revision}`);
      const state = { ...next, revision: revision + 1 };
      states.set(next.target, state);
      return state;
    },
    reportServing: async (report) => {
      reports.set(`${report.target}/${report.instance}/${report.version}`, report);
    },
    listServingReports: async (target) => [...reports.values()].filter((report) => report.target === target),
    forgetServingReports: async (before) => {
      for (const [key, { reportedAt }] of reports) if (reportedAt < before) reports.delete(key);
    },
  });
  return { registry, stageOf: (id: string) => models.get(id)?.stage };
};
