import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { readinessResponseSchema } from "../../api/contract/health.ts";

let folder: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-gateway-"));
});

afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  await rm(folder, { recursive: true, force: true });
});

const start = (environment: Record<string, string>) => {
  const child = spawn(process.execPath, ["api/main.ts"], {
    cwd: join(import.meta.dirname, "..", ".."),
    env: {
      ...process.env,
      DATA_DIR: folder,
      PORT: "0",
      // Nothing listens there: the gateway has to live without Temporal.
      TEMPORAL_ADDRESS: "127.0.0.1:9",
      GENERATION_BACKEND: "extractive",
      ...environment,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  return child;
};

const listeningSchema = z.object({ url: z.url() });

/** The gateway's address, from the line that it logs when it listens. */
const readUrl = async (child: ChildProcess): Promise<string> => {
  if (!child.stdout) throw new Error("The child has no output.");
  for await (const line of createInterface({ input: child.stdout })) {
    const listening = listeningSchema.safeParse(JSON.parse(line));
    if (listening.success) return listening.data.url;
  }
  throw new Error("The gateway ended without listening.");
};

test("listens before its models and Temporal are there, says what is missing, and ends on SIGTERM", async () => {
  const child = start({});
  const url = await readUrl(child);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const response = await fetch(`${url}/readyz`);
  expect(response.status).toBe(503);
  const { dependencies } = readinessResponseSchema.parse(await response.json());
  expect(dependencies.warehouse.state).toBe("ok");
  expect(dependencies.vectors.state).toBe("ok");
  expect(dependencies.temporal.state).not.toBe("ok");
  expect(await (await fetch(`${url}/map`)).json()).toMatchObject({ state: "ready", points: [] });
  expect(await (await fetch(`${url}/documents`)).json()).toEqual({ items: [] });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a wrong setting ends it with one message that names the setting", async () => {
  const child = start({ RATE_LIMIT: "many" });
  let message = "";
  child.stderr?.on("data", (text) => {
    message += String(text);
  });
  expect(await once(child, "close")).toEqual([1, null]);
  expect(message).toMatch(/RATE_LIMIT/);
  expect(message).not.toMatch(/at .*\.ts:\d+/);
});
