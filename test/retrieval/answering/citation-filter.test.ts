import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCitationFilter } from "../../../retrieval/answering/citation-filter.ts";

const filterAll = (pieces: readonly string[], count: number) => {
  const filter = createCitationFilter(count);
  const text = pieces.map((piece) => filter.push(piece)).join("") + filter.flush();
  return { text, cited: filter.cited() };
};

describe("createCitationFilter", () => {
  it.each([
    [["Yes [1]."], "Yes [1].", true],
    [["Yes [", "9", "]."], "Yes.", false],
    [["Both [1, 7,", " 2] say so"], "Both [1][2] say so", true],
    [["see [the", " docs] [0]"], "see [the docs]", false],
    [["open [1"], "open [1", false],
    [["[[9]", "1]"], "[1]", false],
    [[`[1${" ".repeat(30)}`, "]"], `[1${" ".repeat(30)}]`, false],
  ])("%j", (pieces, text, cited) => {
    expect(filterAll(pieces, 2)).toEqual({ text, cited });
  });

  it("gives the same text however it is cut into pieces", () => {
    const pieces = fc.array(fc.string({ unit: fc.constantFrom("[", "]", "1", "9", ",", " ", "a") }));
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(filterAll(parts, 3)).toEqual(filterAll([...parts.join("")], 3));
      }),
    );
  });
});
