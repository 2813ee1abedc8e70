import { describe, expect, test } from "vitest";
import { interpolate, variablesOf } from "./support/interpolate.ts";

describe("interpolation", () => {
  test("takes values, defaults and escaped dollars", () => {
    const text = `a=\${A} b=\${B:-two} c=$$C d=\${D:-}`;
    expect(interpolate(text, { A: "one" })).toBe("a=one b=two c=$C d=");
    expect(interpolate(text, { A: "one", B: "three", D: "four" })).toBe("a=one b=three c=$C d=four");
  });

  test("fails with the message of what is required, unset or empty", () => {
    expect(() => interpolate(`\${A:?say why}`, {})).toThrow("A say why");
    expect(() => interpolate(`\${A:?say why}`, { A: "" })).toThrow("A say why");
    expect(interpolate(`\${A:?say why}`, { A: "x" })).toBe("x");
  });

  test("fails for a variable without value and default", () => {
    expect(() => interpolate(`\${A}`, {})).toThrow("A is unset");
  });

  test.each(["$A", `\${A-x}`, `\${A:+x}`, `\${A:-\${B}}`])(
    "refuses the form %s, which is not used here",
    (text) => {
      expect(() => variablesOf(text)).toThrow("not a reference");
    },
  );
});
