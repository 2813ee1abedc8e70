import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createFilesystemUploadStore } from "../../../stores/filesystem/upload-store.ts";
import { startGateway, type TestGateway } from "../support/gateway.ts";

let folder: string;
let gateway: TestGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-imports-"));
  gateway = await startGateway({ uploads: createFilesystemUploadStore({ folder }), maxUploadBytes: 1_000 });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(join(folder, name));
});

const content = '[{"title": "One"}]';
const id = createHash("sha256").update(content).digest("hex");

const form = (...files: [name: string, text: string][]): FormData => {
  const data = new FormData();
  for (const [name, text] of files) data.append("file", new Blob([text]), name);
  return data;
};

const post = (body: FormData | string, query = ""): Promise<Response> =>
  fetch(`${gateway.url}/imports${query}`, { method: "POST", body });

test("a file of a form is kept under its hash", async () => {
  const response = await post(form(["../../etc/articles.json", content]));
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ id, bytes: content.length, name: "articles.json" });
  expect(await readFile(join(folder, id), "utf8")).toBe(content);
});

test("a raw body is kept the same", async () => {
  const response = await post(content, "?name=articles.json");
  expect(response.status).toBe(201);
  expect(await response.json()).toEqual({ id, bytes: content.length, name: "articles.json" });
});

test.each([
  ["an empty raw body", () => post(""), 400, /empty/],
  ["an empty file", () => post(form(["a.json", ""])), 400, /empty/],
  ["a form without a file", () => post(form()), 400, /no file|cannot be read|breaks off/],
  ["two files", () => post(form(["a.json", "1"], ["b.json", "2"])), 400, /one file/],
  ["a file that is too large", () => post(form(["a.json", "x".repeat(1_001)])), 413, /1000 bytes/],
  ["a raw body that is too large", () => post("x".repeat(1_001)), 413, /1000 bytes/],
])("%s is refused and leaves nothing behind", async (_what, send, status, message) => {
  const response = await send();
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(message) });
  const kept = await readdir(folder);
  expect(kept.filter((name) => name.endsWith(".part"))).toEqual([]);
  if (_what !== "two files") expect(kept).toEqual([]);
});

test("a form that breaks off leaves nothing behind", async () => {
  const response = await fetch(`${gateway.url}/imports`, {
    method: "POST",
    headers: { "content-type": "multipart/form-data; boundary=x" },
    body: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.json"\r\n\r\n{"half',
  });
  expect(response.status).toBe(400);
  expect(await readdir(folder)).toEqual([]);
});
