import type { ArtefactStore } from "../../stores/artefact-store.ts";
import type { Registry } from "../../stores/registry.ts";
import { datasetParams, exportQuerySchema } from "../contract/datasets.ts";
import { archiveArtefact } from "../datasets/archive-artefact.ts";
import { requireDataset } from "../datasets/describe-dataset.ts";
import { HttpProblem } from "../http/http-problem.ts";
import { parseInput } from "../http/parse-input.ts";
import { requestSignal } from "../http/request-signal.ts";
import type { Route } from "../http/route.ts";
import { sendStream } from "../http/send-stream.ts";

interface Dependencies {
  readonly registry: Registry;
  readonly artefacts: ArtefactStore;
  readonly shutdown: AbortSignal;
}

/** `GET /datasets/{id}/export`: one split as JSON lines, or the Hugging Face dataset folder as a zip archive. */
export const datasetExportRoute = ({ registry, artefacts, shutdown }: Dependencies): Route => ({
  path: "/datasets/:id/export",
  get: async (request, response) => {
    const { id } = parseInput(datasetParams, request.params, "path");
    const { format, split } = parseInput(exportQuerySchema, request.query, "query");
    if (format === "huggingface" && split) {
      throw new HttpProblem(400, "The query is wrong: split is for format=jsonl; a folder has all splits.");
    }
    const { artefact, createdAt } = await requireDataset(registry, id);
    const signal = requestSignal(response, shutdown);
    if (format === "huggingface") {
      const archive = archiveArtefact(artefacts, artefact, { modifiedAt: new Date(createdAt), signal });
      return sendStream(response, archive, { contentType: "application/zip", filename: `${id}.zip` });
    }
    const part = split ?? "train";
    const lines = artefacts.read(artefact, `data/${part}.jsonl`, signal);
    return sendStream(response, lines, {
      contentType: "application/x-ndjson",
      filename: `${id}-${part}.jsonl`,
    });
  },
});
