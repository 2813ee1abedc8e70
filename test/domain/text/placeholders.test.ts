import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { definePlaceholders } from "../../../domain/text/placeholders.ts";

const placeholders = definePlaceholders(["title", "count"]);

describe("placeholders", () => {
  it("are filled wherever they stand, and not inside a value", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (title, count) => {
        expect(placeholders.fill("{{ title }}|{{count}}|{{title}}", { title, count })).toBe(
          `${title}|${count}|${title}`,
        );
      }),
    );
    expect(placeholders.fill("{{title}}", { title: "$& {{count}}", count: "2" })).toBe("$& {{count}}");
  });

  it("are the known ones alone, in a text that is not empty", () => {
    expect(placeholders.schema.parse(" {{title}} ")).toBe("{{title}}");
    expect(() => placeholders.schema.parse("{{name}}")).toThrow(
      "unknown placeholder {{name}}; there is title, count",
    );
    expect(() => placeholders.schema.parse("  ")).toThrow();
  });
});
