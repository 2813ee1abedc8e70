import type { FetchProgress } from "../../stack/downloads/artefact.ts";
import { formatBytes } from "../output/format.ts";

/** How far a download is, for people. */
export const describeFetch = ({ step, route, receivedBytes, totalBytes }: FetchProgress): string => {
  if (step === "waiting") return "waiting for another start that fetches it";
  if (step !== "downloading") return `${step}, from the ${route}`;
  const total = totalBytes ? ` of ${formatBytes(totalBytes)}` : "";
  return `${formatBytes(receivedBytes)}${total}, from the ${route}`;
};
