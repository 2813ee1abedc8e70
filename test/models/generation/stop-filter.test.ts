import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStopFilter } from "../../../models/generation/stop-filter.ts";

const filterAll = (pieces: readonly string[], stops: readonly string[]): string => {
  const filter = createStopFilter(stops);
  let shown = "";
  for (const piece of pieces) {
    const { text, stopped } = filter.push(piece);
    shown += text;
    if (stopped) return shown;
  }
  return shown + filter.flush();
};

describe("createStopFilter", () => {
  it("cuts before a stop string that is spread over pieces", () => {
    expect(filterAll(["one <", "|en", "d|> two"], ["<|end|>"])).toBe("one ");
  });

  it("shows what only looked like a stop string", () => {
    expect(filterAll(["a <|e", "lse"], ["<|end|>"])).toBe("a <|else");
  });

  it("gives the same text however it is cut into pieces", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "c") });
    const stops = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 3 }), {
      minLength: 1,
      maxLength: 3,
    });
    fc.assert(
      fc.property(fc.array(letters), stops, (pieces, wanted) => {
        const whole = pieces.join("");
        const cut = Math.min(
          ...wanted.map((stop) => whole.indexOf(stop)).map((at) => (at < 0 ? whole.length : at)),
        );
        const shown = filterAll(pieces, wanted);
        expect(whole.startsWith(shown)).toBe(true);
        for (const stop of wanted) expect(shown).not.toContain(stop);
        if (cut === whole.length) expect(shown).toBe(whole);
      }),
    );
  });
});
