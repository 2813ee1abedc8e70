import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { collectGuides } from "../../../activities/collect/collect-guides.ts";
import { parseGuide, readGuides } from "../../../activities/collect/guides/read-guides.ts";
import { InvalidInputError, SetupError } from "../../../domain/errors.ts";
import { documentId } from "../../../domain/identity.ts";
import { createFakeContext, createFakeWarehouse } from "./fakes.ts";

const guides = await mkdtemp(join(tmpdir(), "guides-"));
afterAll(() => rm(guides, { recursive: true, force: true }));
const { context } = createFakeContext();

it("stores guides as articles of an author, under the links that the gateway serves", async () => {
  await writeFile(
    join(guides, "first.md"),
    "---\ntitle: First\nsummary: What comes first.\n---\n\n# First\n\nText.\n",
  );
  await writeFile(join(guides, "notes.txt"), "no guide");
  const warehouse = createFakeWarehouse();
  const result = await collectGuides({ warehouse, guides, context }, { author: "Ada" });
  expect(result).toMatchObject({ new: 1, failed: 0, byPlatform: { web: 1 }, byCategory: { articles: 1 } });
  expect([...warehouse.documents.values()]).toMatchObject([
    {
      id: documentId("/guides/first"),
      link: "/guides/first",
      author: { name: "Ada" },
      title: "First",
      subtitle: "What comes first.",
      content: "# First\n\nText.",
    },
  ]);
});

it.each([
  ["no front matter", "# Title\n", /it starts with none/],
  ["no title", "---\nsummary: x\n---\ntext", /title/],
  ["broken YAML", "---\ntitle: [\n---\ntext", /front matter/],
])("refuses a guide with %s, by name", (_name, content, problem) => {
  expect(() => parseGuide("odd", content)).toThrow(SetupError);
  expect(() => parseGuide("odd", content)).toThrow(problem);
  expect(() => parseGuide("odd", content)).toThrow(/odd\.md/);
});

it("needs the name of an author", async () => {
  const run = collectGuides({ warehouse: createFakeWarehouse(), guides, context }, { author: "*" });
  await expect(run).rejects.toThrow(InvalidInputError);
});

it("can read every guide of this project", async () => {
  const all = await readGuides(new URL("../../../docs/guides", import.meta.url).pathname);
  expect(all.map((guide) => guide.name)).toContain("importing");
  for (const guide of all) {
    expect(guide.text).not.toBe("");
  }
});
