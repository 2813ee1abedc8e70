import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { NotFoundError, SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createTabbyAdmin, type LoadProgress, type TabbyAdmin } from "../../../models/tabby/tabby-admin.ts";
import { ADMIN_KEY, API_KEY, startTabbyServer, type TabbyServer } from "./start-tabby-server.ts";

const { signal } = new AbortController();
let modelDir: string;
let server: TabbyServer;
let admin: TabbyAdmin;

beforeAll(async () => {
  modelDir = await mkdtemp(join(tmpdir(), "tabby-"));
  await Promise.all(["ada-v1", "ada-v2"].map((folder) => mkdir(join(modelDir, folder))));
});
afterAll(() => rm(modelDir, { recursive: true }));
beforeEach(async () => {
  server = await startTabbyServer(modelDir);
  admin = createTabbyAdmin({ url: server.url, adminKey: ADMIN_KEY, fetch });
});
afterEach(async () => {
  expect(server.problems).toEqual([]);
  await server[Symbol.asyncDispose]();
});

const load = async (folder: string): Promise<LoadProgress[]> => {
  const progress: LoadProgress[] = [];
  await admin.load(folder, signal, (next) => progress.push(next));
  return progress;
};

describe("loading", () => {
  test("tells each step, and is over when the model itself is there, not its draft", async () => {
    expect(await admin.current(signal)).toBeUndefined();
    expect(await load("ada-v1")).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
      { done: 1, total: 4 },
      { done: 3, total: 4 },
    ]);
    expect(await admin.current(signal)).toBe("ada-v1");
    expect(await load("ada-v1")).toEqual([]);
  });

  test("fails by the error event that follows HTTP 200, and leaves no model", async () => {
    await load("ada-v1");
    server.loadsLike("ada-v2", "load-failed.sse");
    const failure = load("ada-v2");
    await expect(failure).rejects.toThrow(SetupError);
    await expect(failure).rejects.toThrow(/could not load ada-v2: Insufficient VRAM/);
    await expect(failure).rejects.not.toThrow(ADMIN_KEY);
    expect(await admin.current(signal)).toBeUndefined();
  });

  test("fails where the stream ends before the model is there", async () => {
    server.loadsLike("ada-v1", "load-closed.sse");
    await expect(load("ada-v1")).rejects.toThrow(/stopped loading ada-v1/);
  });

  test("names a folder that the server does not have", async () => {
    await expect(load("ada-v9")).rejects.toThrow(NotFoundError);
    await expect(load("ada-v9")).rejects.toThrow(/no model ada-v9.*TABBY_MODELS_DIR/);
  });

  test("can be given up", async () => {
    await expect(
      admin.load("ada-v1", AbortSignal.abort(new Error("cancelled")), () => undefined),
    ).rejects.toThrow("cancelled");
  });
});

test("an API key is no admin key, and the message names the setting", async () => {
  const wrong = createTabbyAdmin({ url: server.url, adminKey: API_KEY, fetch });
  await expect(wrong.load("ada-v1", signal, () => undefined)).rejects.toThrow(
    /check TABBY_ADMIN_KEY\. Invalid admin key/,
  );
});

test("a server that is gone is unavailable", async () => {
  const gone = createTabbyAdmin({ url: "http://127.0.0.1:9", adminKey: ADMIN_KEY, fetch });
  await expect(gone.current(signal)).rejects.toThrow(UnavailableError);
});

test("unloads, and finds it right where nothing is loaded", async () => {
  await load("ada-v1");
  await admin.unload(signal);
  expect(server.loaded()).toBeUndefined();
  await admin.unload(signal);
  expect(server.calls).toEqual(["load ada-v1", "unload", "unload"]);
});

test("encodes conversations", async () => {
  await load("ada-v1");
  server.encodesTo([7, 8]);
  expect(await admin.encode([{ role: "user", content: "Hi" }], signal)).toEqual([7, 8]);
});
