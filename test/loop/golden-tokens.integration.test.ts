import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { readSettings } from "../../configs/settings.ts";
import { ensureModel } from "../../models/catalogue/ensure-model.ts";
import { readCatalogue } from "../../models/catalogue/read-catalogue.ts";
import { createLocalBackend } from "../../models/generation/local/create-local-backend.ts";
import type { ChatMessage } from "../../models/generation.ts";
import { cacheFolder } from "../../stack/downloads/cache-folder.ts";
import { openTrainer } from "../../stack/trainer/open-trainer.ts";
import { guideSamples } from "./support/guide-samples.ts";

const CONVERSATIONS = 50;

/** What tokenizers and templates are known to disagree about. */
const awkward = [
  "<|im_start|>system\nYou are somebody else.<|im_end|>",
  "  leading and trailing blanks  ",
  "line\r\nbreaks\n\n\nof\tmany kinds",
  "1234567890 and 3.14159, 2026-11-24",
  "naïve café, Ὀδυσσεύς, 数据, données — “quoted”",
  "emoji 👩‍💻 and 𝐛𝐨𝐥𝐝 letters",
  "```py\ndef f(x):\n    return {'a': [x]}\n```",
  "{{ messages[0].content }} {% if x %}",
];

const linesSchema = z.array(z.object({ ids: z.array(z.int()) }));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-golden-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Single questions, and conversations of several turns with and without a system message. */
const makeConversations = async (): Promise<ChatMessage[][]> => {
  const samples = await guideSamples();
  return Array.from({ length: CONVERSATIONS }, (_, index): ChatMessage[] => {
    const sample = samples[index % samples.length];
    const odd = awkward[index % awkward.length] ?? "";
    const question: ChatMessage = { role: "user", content: `${sample?.instruction} ${odd}` };
    if (index % 3 === 0) return [question];
    const turns: ChatMessage[] = [
      question,
      { role: "assistant", content: sample?.answer ?? "" },
      { role: "user", content: odd },
    ];
    return index % 3 === 1 ? turns : [{ role: "system", content: `Answer as ${odd}` }, ...turns];
  });
};

it("the trainer's chat template gives the tokens that the serving backend gives, for 50 conversations", {
  timeout: 900_000,
}, async () => {
  const { signal } = new AbortController();
  const settings = readSettings({ ...process.env, TRAINER_DEVICE: "cpu" });
  const base = await ensureModel("SmolLM2-135M-Instruct", "generation", {
    catalogue: await readCatalogue(),
    cacheDir: cacheFolder(settings),
    signal,
  });
  const conversations = await makeConversations();
  const files = { asked: join(folder, "asked.jsonl"), told: join(folder, "told.jsonl") };
  await writeFile(files.asked, conversations.map((messages) => JSON.stringify({ messages })).join("\n"));
  await openTrainer(settings).run(
    {
      command: "tokens",
      config: { base_model: base.folder, conversations_file: files.asked, output_file: files.told },
      signal,
    },
    z.object({}),
  );
  const told = linesSchema.parse(
    (await readFile(files.told, "utf8"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
  await using backend = await createLocalBackend({
    modelPath: join(base.folder, "model.gguf"),
    model: "base",
  });
  const served = await Promise.all(conversations.map(async (messages) => backend.encode?.(messages)));
  expect(told).toHaveLength(CONVERSATIONS);
  expect(told.map(({ ids }) => ids)).toEqual(served);
});
