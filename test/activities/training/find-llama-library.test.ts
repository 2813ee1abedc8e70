import { existsSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { findLlamaLibrary } from "../../../activities/training/quantizers/find-llama-library.ts";

it.runIf(process.platform === "linux" && process.arch === "x64")(
  "finds llama.cpp's own library",
  async () => {
    const path = (await findLlamaLibrary()) ?? "";
    expect(basename(path)).toMatch(/^libllama(\.v[\d.]+)?\.so$/);
    expect(existsSync(path)).toBe(true);
  },
);

it("finds none for a system without prebuilt libraries", async () => {
  expect(await findLlamaLibrary("aix", "ppc64")).toBeUndefined();
});
