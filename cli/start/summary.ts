import { join } from "node:path";
import type { Settings } from "../../configs/settings.ts";
import { formatTable } from "../output/format.ts";

/** Where everything is, once it runs. */
export interface Places {
  readonly webUi: string;
  readonly apiDocs: string;
  readonly temporalUi: string | null;
  readonly dataDir: string;
  readonly logs: string;
  /** What models are fine-tuned on. */
  readonly trainsOn: string;
}

export const describePlaces = (settings: Settings, url: string, trainsOn: string): Places => ({
  webUi: url,
  apiDocs: `${url}/docs`,
  temporalUi: settings.temporalAddress ? null : `http://127.0.0.1:${settings.temporalUiPort}`,
  dataDir: settings.dataDir,
  logs: join(settings.dataDir, "logs"),
  trainsOn,
});

/** The same for people, with a first question to ask. */
export const renderPlaces = (places: Places, seconds: number, needsKey: boolean): string => {
  const key = needsKey ? " -H 'authorization: Bearer YOUR_KEY'" : "";
  return [
    "",
    `The twin is ready, after ${seconds.toFixed(1)} s.`,
    "",
    formatTable([
      ["  Web UI", places.webUi],
      ["  API", places.apiDocs],
      ...(places.temporalUi ? [["  Temporal", places.temporalUi]] : []),
      ["  Data", places.dataDir],
      ["  Logs", places.logs],
      ["  Training", `on ${places.trainsOn}, by \`npx twin train\``],
    ]),
    "",
    "Ask it something:",
    `  curl -s ${places.webUi}/generate${key} -H 'content-type: application/json' -d '{"prompt": "Which links are collected, and when?"}'`,
    "",
    "Ctrl-C stops everything; all data is kept.",
  ].join("\n");
};
