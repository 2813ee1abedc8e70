import type { EvaluationReport } from "../../domain/evaluation/report.ts";
import type { ModelVersion } from "../../domain/registry/model-version.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import { compareQuerySchema, type ModelComparison } from "../contract/models.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { compareVersions } from "../registry/compare-versions.ts";
import { requireModel, toModelSummary } from "../registry/describe-model.ts";
import { readReport } from "../registry/read-report.ts";
import { readServingStates } from "../registry/read-serving.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly shutdown: AbortSignal;
}

/** `GET /models/compare`: two versions side by side. */
export const compareModelsRoute = ({ registry, artefacts, shutdown }: Dependencies): Route => {
  const readReportOf = async (
    version: ModelVersion,
    signal: AbortSignal,
  ): Promise<EvaluationReport | null> =>
    version.artefacts.report ? (await readReport(artefacts, version, signal)).report : null;
  return {
    path: "/models/compare",
    get: async (request, response) => {
      const query = parseInput(compareQuerySchema, request.query, "query");
      const signal = requestSignal(response, shutdown);
      const [a, b, states] = await Promise.all([
        requireModel(registry, query.a),
        requireModel(registry, query.b),
        readServingStates(registry),
      ]);
      const [reportOfA, reportOfB] = await Promise.all([readReportOf(a, signal), readReportOf(b, signal)]);
      const body: ModelComparison = {
        a: toModelSummary(a, states),
        b: toModelSummary(b, states),
        ...compareVersions({ version: a, report: reportOfA }, { version: b, report: reportOfB }),
      };
      response.json(body);
    },
  };
};
