/** The text of whatever was thrown, for people. */
export const describeError = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
