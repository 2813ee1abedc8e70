import { availableParallelism } from "node:os";
import type { Settings } from "../configs/settings.ts";

const MOST_DEFAULT_THREADS = 4;

/** How many threads of this process run models: the setting, else the processors there are, at most 4. */
export const modelThreads = (settings: Pick<Settings, "embeddingThreads">): number =>
  settings.embeddingThreads ?? Math.min(availableParallelism(), MOST_DEFAULT_THREADS);
