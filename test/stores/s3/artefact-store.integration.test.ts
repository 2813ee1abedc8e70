import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NotFoundError, SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createS3ArtefactStore } from "../../../stores/s3/artefact-store.ts";
import { describeArtefactStore } from "../artefact-store-contract.ts";
import { startS3, type TestS3 } from "./start-s3.ts";
import { ACCESS_KEY, REGION, SECRET_KEY } from "./verify-signature.ts";

const BUCKET = "twin-test";
const { signal } = new AbortController();
let server: TestS3 | undefined;
let folder = "";

const s3 = (): TestS3 => {
  if (!server) throw new Error("the server runs only inside tests and hooks");
  return server;
};
const open = (
  cacheFolder: string,
  change: { readonly url?: string; readonly secretAccessKey?: string; readonly endpoint?: string } = {},
) =>
  createS3ArtefactStore({
    url: change.url ?? `s3://${BUCKET}/some/prefix`,
    endpoint: change.endpoint ?? s3().endpoint,
    region: REGION,
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: change.secretAccessKey ?? SECRET_KEY },
    cacheFolder,
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "s3-artefacts-"));
  server = await startS3({ bucket: BUCKET });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describeArtefactStore("the S3 store", async (cacheFolder) => ({
  store: open(cacheFolder),
  damage: async ({ id }, path, content) => {
    s3().objects.set(`${BUCKET}/some/prefix/${id}/files/${path}`, Buffer.from(content));
  },
}));

describe("the S3 store", () => {
  const makeSource = async (name: string, content: string | Buffer = name): Promise<string> => {
    const source = join(folder, `${name}-source`);
    await mkdir(source, { recursive: true });
    await writeFile(join(source, "file"), content);
    return source;
  };
  const put = async (name: string, store = open(join(folder, `${name}-cache`))) =>
    store.put(await makeSource(name), { kind: "test", signal });

  it("writes the manifest last, and shows nothing without it", async () => {
    const { id, ...rest } = await put("manifest");
    const written = s3().requests.filter((line) => line.includes(id));
    expect(written).toEqual([
      `PUT ${BUCKET}/some/prefix/${id}/files/file`,
      `PUT ${BUCKET}/some/prefix/${id}/manifest.json`,
    ]);
    s3().objects.delete(`${BUCKET}/some/prefix/${id}/manifest.json`);
    const store = open(join(folder, "manifest-cache"));
    await expect(store.fetch({ id, ...rest }, signal)).rejects.toBeInstanceOf(NotFoundError);
  });

  it("sends a large file in parts", async () => {
    const content = randomBytes(40 * 1024 ** 2);
    const store = open(join(folder, "large-cache"));
    const artefact = await store.put(await makeSource("large", content), { kind: "gguf", signal });
    const key = `${BUCKET}/some/prefix/${artefact.id}/files/file`;
    expect(s3().requests.filter((line) => line === `PUT ${key}?uploadId`)).toHaveLength(3);
    const fetched = await store.fetch(artefact, signal);
    expect(content.equals(await readFile(join(fetched, "file")))).toBe(true);
  });

  it("fetches a file once, and again when the local copy was damaged", async () => {
    const store = open(join(folder, "cached"));
    const artefact = await put("cached", store);
    const local = await store.fetch(artefact, signal);
    const key = `GET ${BUCKET}/some/prefix/${artefact.id}/files/file`;
    const downloads = () => s3().requests.filter((line) => line === key).length;
    await store.fetch(artefact, signal);
    expect(downloads()).toBe(1);
    await writeFile(join(local, "file"), "damaged");
    await store.fetch(artefact, signal);
    expect(downloads()).toBe(2);
    expect(await readFile(join(local, "file"), "utf8")).toBe("cached");
  });

  it("says what is wrong with the settings, and never a key", async () => {
    for (const change of [
      { secretAccessKey: "another-secret" },
      { url: "s3://another-bucket" },
      { url: "s3://" },
    ]) {
      const attempt = (async () => put("settings", open(join(folder, "settings-cache"), change)))();
      await expect(attempt).rejects.toBeInstanceOf(SetupError);
      const error: unknown = await attempt.catch((reason: unknown) => reason);
      expect(String(error)).toContain("ARTEFACTS_");
      expect(String(error)).not.toContain("another-secret");
    }
  });

  it("says that a service is away, and tries no second time by itself", async () => {
    const nowhere = open(join(folder, "away-cache"), { endpoint: "http://127.0.0.1:9" });
    await expect(put("away", nowhere)).rejects.toBeInstanceOf(UnavailableError);
    const before = s3().requests.length;
    s3().fail(503);
    try {
      await expect(put("away")).rejects.toBeInstanceOf(UnavailableError);
    } finally {
      s3().fail(undefined);
    }
    expect(s3().requests).toHaveLength(before + 1);
  });
});
