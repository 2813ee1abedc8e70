/** Ctrl-C and SIGTERM as an abort, so that what a benchmark started ends before it; the second one ends it at once. */
export const stopOnSignal = (): AbortSignal => {
  const stop = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => stop.abort(new Error(signal)));
  }
  return stop.signal;
};
