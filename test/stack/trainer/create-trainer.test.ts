import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { InvalidInputError, SetupError, UnavailableError } from "../../../domain/errors.ts";
import type { TrainerProgress } from "../../../domain/training/trainer.ts";
import { createTrainer } from "../../../stack/trainer/create-trainer.ts";
import { fakeTrainer } from "../../support/fake-trainer.ts";

const never = new AbortController().signal;
const anything = z.looseObject({});

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "create-trainer-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

let runs = 0;
const finetune = (change: object = {}) => {
  runs += 1;
  return {
    method: "lora",
    base_model: "base",
    train_file: "train.jsonl",
    output_dir: join(folder, `run-${runs}`),
    device: "cpu",
    batch_size: 1,
    learning_rate: 0.1,
    lora: { r: 1 },
    ...change,
  };
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** Waits until a started trainer has written its process id. */
const readPid = async (file: string): Promise<number> => {
  for (;;) {
    const pid = Number(await readFile(file, "utf8").catch(() => ""));
    if (pid > 0) return pid;
    await setTimeout(10);
  }
};

describe("a trainer command", () => {
  it("tells each step, and ends with the parsed result", async () => {
    const steps: TrainerProgress[] = [];
    const result = await fakeTrainer().run(
      {
        command: "finetune",
        config: finetune({ max_steps: 2 }),
        signal: never,
        onProgress: (p) => steps.push(p),
      },
      z.object({ steps: z.int(), resumed_from: z.number().nullable() }),
    );
    expect(steps).toEqual([
      { step: 1, total: 2, loss: 1.9, etaSeconds: 1 },
      { step: 2, total: 2, loss: 1.8, etaSeconds: 0 },
    ]);
    expect(result).toEqual({ steps: 2, resumed_from: null });
  });

  it("refuses a result that it does not understand", async () => {
    const run = fakeTrainer().run(
      { command: "hardware", config: {}, signal: never },
      z.object({ moons: z.int() }),
    );
    await expect(run).rejects.toThrow(SetupError);
    await expect(run).rejects.toThrow(/moons/);
  });

  it.each(["config", "data"])("names the field of a %s error, which no retry cures", async (kind) => {
    const trainer = fakeTrainer({ error: { kind, field: "lora.r", message: "must be positive (is 0)" } });
    const error = await trainer
      .run({ command: "finetune", config: finetune(), signal: never }, anything)
      .catch((e) => e);
    expect(error).toBeInstanceOf(InvalidInputError);
    expect(error.message).toContain("lora.r: must be positive (is 0)");
  });

  it("tells that memory ran out, for another try", async () => {
    const trainer = fakeTrainer({ error: { kind: "out-of-memory", message: "lower batch_size" } });
    const error = await trainer
      .run({ command: "merge", config: mergeConfig, signal: never }, anything)
      .catch((e) => e);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toBe("The trainer's merge ran out of memory: lower batch_size");
  });

  it("tells the last lines of a failure, but no secret", async () => {
    const noise = Array.from({ length: 30 }, (_, index) => `line ${index}`).join("\n");
    const trainer = fakeTrainer(
      { error: { kind: "runtime", message: "it broke" }, stderr: `${noise}\nwith hf_very-secret` },
      undefined,
      { HF_TOKEN: "hf_very-secret" },
    );
    const error = await trainer
      .run({ command: "merge", config: mergeConfig, signal: never }, anything)
      .catch((e) => e);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toContain("line 29\nwith …");
    expect(error.message).not.toContain("line 5\n");
    expect(error.message).not.toContain("very-secret");
  });

  it("is retryable when it was killed, and goes on from its checkpoint then", async () => {
    const config = finetune({ max_steps: 4 });
    const trainer = fakeTrainer({ killAtStep: 2 });
    const run = () =>
      trainer.run({ command: "finetune", config, signal: never, onNote: (n) => notes.push(n) }, anything);
    const notes: string[] = [];
    const error = await run().catch((e) => e);
    expect(error).toBeInstanceOf(UnavailableError);
    expect(error.message).toContain("SIGKILL");
    expect(await run()).toMatchObject({ steps: 4, resumed_from: 2 });
    expect(notes).toEqual(["going on from the checkpoint of step 2"]);
  });

  it("says why it cannot be started", async () => {
    const trainer = createTrainer({ prepare: async () => ({ command: [join(folder, "nowhere")], env: {} }) });
    await expect(trainer.run({ command: "hardware", config: {}, signal: never }, anything)).rejects.toThrow(
      /ENOENT/,
    );
  });
});

const mergeConfig = { base_model: "base", adapter_dir: "adapter", output_dir: "out" };

describe("an aborted trainer", () => {
  it("has ended when the abort is told", async () => {
    const pidFile = join(folder, "aborted.pid");
    const stop = new AbortController();
    const run = fakeTrainer({ stepMs: 60_000 }, pidFile).run(
      { command: "finetune", config: finetune(), signal: stop.signal },
      anything,
    );
    const pid = await readPid(pidFile);
    const reason = new Error("cancelled");
    stop.abort(reason);
    await expect(run).rejects.toBe(reason);
    expect(isAlive(pid)).toBe(false);
  });

  it("is killed when it does not listen", { timeout: 20_000 }, async () => {
    const pidFile = join(folder, "deaf.pid");
    const stop = new AbortController();
    const run = fakeTrainer({ stepMs: 60_000, ignoreSigterm: true }, pidFile).run(
      { command: "finetune", config: finetune(), signal: stop.signal },
      anything,
    );
    const pid = await readPid(pidFile);
    stop.abort(new Error("cancelled"));
    await expect(run).rejects.toThrow("cancelled");
    expect(isAlive(pid)).toBe(false);
  });

  it("is not started at all after the abort", async () => {
    const pidFile = join(folder, "unstarted.pid");
    const run = fakeTrainer({}, pidFile).run(
      { command: "hardware", config: {}, signal: AbortSignal.abort(new Error("too late")) },
      anything,
    );
    await expect(run).rejects.toThrow("too late");
    await expect(readFile(pidFile)).rejects.toThrow(/ENOENT/);
  });
});

it("outlives nobody: it ends when the process that started it is killed", { timeout: 20_000 }, async () => {
  const pidFile = join(folder, "orphan.pid");
  const script = join(folder, "parent.ts");
  const support = pathToFileURL(join(import.meta.dirname, "..", "..", "support", "fake-trainer.ts"));
  await writeFile(
    script,
    `import { fakeTrainer } from ${JSON.stringify(support.href)};
     const schema = { safeParse: (data) => ({ success: true, data }) };
     await fakeTrainer({ stepMs: 60_000 }, ${JSON.stringify(pidFile)}).run(
       { command: "finetune", config: ${JSON.stringify(finetune())}, signal: new AbortController().signal }, schema);`,
  );
  const parent = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script], {
    stdio: "inherit",
    // What the killed one leaves behind goes with the folder of this test.
    env: { ...process.env, TMPDIR: folder },
  });
  const pid = await readPid(pidFile);
  parent.kill("SIGKILL");
  await once(parent, "exit");
  while (isAlive(pid)) await setTimeout(20);
});
