import type { EvaluationConfig } from "../../../configs/gates.ts";
import type { Embedder } from "../../../models/embedder.ts";
import type { PromptTemplates } from "../../../retrieval/answering/prompt-templates.ts";
import type { Retriever } from "../../../retrieval/contract.ts";
import type { ArtefactStore } from "../../../stores/artefact-store.ts";
import type { VectorStore } from "../../../stores/vector-store.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import type { ActivityContext } from "../../activity-context.ts";
import type { ServingBackend } from "./evaluated-model.ts";

/** What the author has published, and what compares texts. */
export interface EvaluationReaders {
  readonly warehouse: Pick<Warehouse, "findAuthor">;
  readonly vectors: Pick<VectorStore, "readAliases" | "listDocumentIds" | "getDocuments">;
  readonly retriever: Retriever;
  readonly embedder: Pick<Embedder, "embed">;
}

/** What `evaluate` works with. */
export interface EvaluateDependencies {
  readonly artefacts: Pick<ArtefactStore, "fetch" | "put">;
  /** The backend that will serve the candidate. */
  readonly backend: ServingBackend;
  /** Opens what is needed of the stores and the embedder; it is closed when the evaluation is over. */
  readonly openReaders: (signal: AbortSignal) => Promise<EvaluationReaders & AsyncDisposable>;
  readonly templates: PromptTemplates;
  readonly config: EvaluationConfig;
  /** `training` in DATA_DIR: each run has a folder in it, named by its key. */
  readonly workFolder: string;
  /** Milliseconds that never run backwards, for latencies. */
  readonly now: () => number;
  /** Heartbeats and cancellation of the activity that is running. */
  readonly context: () => ActivityContext;
}
