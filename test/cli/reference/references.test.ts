import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { references } from "../../../cli/reference/references.ts";
import { projectRoot } from "../../../configs/environment.ts";

it.each(Object.entries(references))("%s is what `npm run docs:reference` writes", async (file, render) => {
  expect(await readFile(join(projectRoot, file), "utf8")).toBe(render());
});
