import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readPromptTemplates, renderTemplate } from "../../../retrieval/answering/prompt-templates.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "prompts-"));
});
afterAll(() => rm(folder, { recursive: true }));

const good = 'name: answer\nversion: 2\nsystem: Be brief, {{author}}.\nuser: "{{passages}} {{prompt}}"\n';
const read = async (answer: string) => {
  await writeFile(join(folder, "answer.yaml"), answer);
  await writeFile(join(folder, "linkedin-post.yaml"), good.replace("answer", "linkedin-post"));
  await writeFile(join(folder, "article.yaml"), good.replace("answer", "article"));
  return readPromptTemplates(pathToFileURL(`${folder}/`));
};

describe("prompt templates", () => {
  it("fill their placeholders, but not those inside a value", async () => {
    const { answer } = await read(good);
    const values = { author: "Ada", passages: "{{prompt}}", highlights: "", prompt: "$& {{author}}" };
    expect(renderTemplate(answer, values)).toEqual([
      { role: "system", content: "Be brief, Ada." },
      { role: "user", content: "{{prompt}} $& {{author}}" },
    ]);
  });

  it.each([
    [good.replace("{{author}}", "{{writer}}"), /unknown placeholder \{\{writer\}\}/],
    [good.replace("{{prompt}}", ""), /must hold \{\{prompt\}\}/],
    [good.replace("version: 2", "version: new"), /version/],
    [good.replace("name: answer", "name: article"), /must be answer/],
    [`${good}grounding: {support: 2, relevance: 0.4, patience: 48}\n`, /support/],
    [`${good}grounding: {support: 0.6}\n`, /relevance/],
    ["name: [", /cannot be read/],
  ])("name the file and the fault: %j", async (yaml, message) => {
    await expect(read(yaml)).rejects.toThrow(message);
    await expect(read(yaml)).rejects.toThrow("answer.yaml");
  });
});
