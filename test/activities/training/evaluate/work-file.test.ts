import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openWorkFile } from "../../../../activities/training/evaluate/work-file.ts";
import { temporaryFolder } from "./fakes.ts";

const measured = { loss: 1.5, answer: { text: "a\nb", seconds: 1 }, grounded: null, memoryBytes: 1_000 };

describe("openWorkFile", () => {
  it("finds what was added, now and when it is opened again", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "deep", "answers.jsonl");
    const first = await openWorkFile(file);
    expect(first.find("one")).toBeUndefined();
    await first.add("one", measured);
    expect(first.find("one")).toEqual(measured);
    expect((await openWorkFile(file)).find("one")).toEqual(measured);
  });

  it("passes over a line that was cut off, and adds behind it", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "answers.jsonl");
    await (await openWorkFile(file)).add("one", measured);
    const whole = await readFile(file, "utf8");
    await writeFile(file, `${whole}\n${whole.trim().slice(0, 40)}`);
    const opened = await openWorkFile(file);
    expect(opened.find("one")).toEqual(measured);
    await opened.add("two", measured);
    const again = await openWorkFile(file);
    expect([again.find("one"), again.find("two")]).toEqual([measured, measured]);
  });
});
