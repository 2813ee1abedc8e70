import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatBytes, formatCounts, formatTable, printable } from "../../../cli/output/format.ts";

describe("format", () => {
  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_000, "1.0 kB"],
    [45_953_000, "46.0 MB"],
    [5e12, "5000.0 GB"],
  ])("%d bytes are %s", (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  it("leaves zeros out of counts", () => {
    expect(formatCounts({ articles: 1_200, posts: 0 })).toBe("1,200 articles");
  });

  it("aligns columns", () => {
    expect(
      formatTable([
        ["a", "bb"],
        ["ccc", "d"],
      ]),
    ).toBe("a    bb\nccc  d");
  });

  it("lets no control character but line breaks and tabs through", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        for (const character of printable(text)) {
          const code = character.codePointAt(0) ?? 0;
          const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
          expect(isControl && character !== "\n" && character !== "\t").toBe(false);
        }
      }),
    );
  });
});
