/** First part of the paths that the web UI's rooms have; below them the UI decides. Some are the API's paths too. */
export const uiRooms = [
  "",
  "overview",
  "collect",
  "chat",
  "map",
  "runs",
  "approvals",
  "models",
  "datasets",
] as const;
