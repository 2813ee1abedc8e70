export interface StopFilter {
  /** Takes the next piece of text; returns what can be shown now, and whether a stop string was reached. */
  push(text: string): { readonly text: string; readonly stopped: boolean };
  /** Returns what was held back, once no more text comes. */
  flush(): string;
}

/** Length of the longest end of `text` that a stop string begins with. */
const heldLength = (text: string, stops: readonly string[]): number => {
  const longest = Math.max(0, ...stops.map((stop) => stop.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (stops.some((stop) => stop.startsWith(end))) return length;
  }
  return 0;
};

/** Cuts a stream of text before the first of `stops`, however the stops are spread over its pieces. */
export const createStopFilter = (stops: readonly string[]): StopFilter => {
  const wanted = stops.filter((stop) => stop !== "");
  let held = "";
  return {
    push: (text) => {
      held += text;
      const found = wanted.map((stop) => held.indexOf(stop)).filter((index) => index >= 0);
      if (found.length > 0) {
        const shown = held.slice(0, Math.min(...found));
        held = "";
        return { text: shown, stopped: true };
      }
      const keep = heldLength(held, wanted);
      const shown = held.slice(0, held.length - keep);
      held = held.slice(held.length - keep);
      return { text: shown, stopped: false };
    },
    flush: () => {
      const rest = held;
      held = "";
      return rest;
    },
  };
};
