import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { NotFoundError, TooLargeError, UnavailableError } from "../../../domain/errors.ts";
import { createFilesystemUploadStore } from "../../../stores/filesystem/upload-store.ts";
import type { UploadStore } from "../../../stores/upload-store.ts";

const root = await mkdtemp(join(tmpdir(), "uploads-"));
afterAll(() => rm(root, { recursive: true, force: true }));

const never = new AbortController().signal;
const limits = { maxBytes: 1_000_000, signal: never };
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const stream = (...parts: string[]): Readable => Readable.from(parts.map((part) => Buffer.from(part)));

let number = 0;
let folder: string;
let store: UploadStore;
beforeEach(() => {
  folder = join(root, String(number++), "uploads");
  store = createFilesystemUploadStore({ folder });
});

describe("save and open", () => {
  it("keeps a file under the hash of its content", async () => {
    const saved = await store.save(stream("hello ", "world"), limits);
    expect(saved).toEqual({ id: sha256("hello world"), bytes: 11 });
    expect((await buffer(store.open(saved.id, never))).toString()).toBe("hello world");
    expect(await store.stat(saved.id)).toEqual(saved);
    expect(await readdir(folder)).toEqual([saved.id]);
  });

  it("keeps the same content once, also when saved at the same time", async () => {
    const saved = await Promise.all([1, 2, 3].map(() => store.save(stream("same"), limits)));
    expect(new Set(saved.map((upload) => upload.id)).size).toBe(1);
    expect(await store.list()).toEqual([{ id: sha256("same"), bytes: 4 }]);
  });

  it("takes an empty file", async () => {
    expect(await store.save(stream(), limits)).toEqual({ id: sha256(""), bytes: 0 });
  });

  it("takes exactly maxBytes, and refuses one more", async () => {
    await store.save(stream("1234", "5678"), { ...limits, maxBytes: 8 });
    await expect(store.save(stream("1234", "56789"), { ...limits, maxBytes: 8 })).rejects.toThrow(
      TooLargeError,
    );
    expect(await readdir(folder)).toEqual([sha256("12345678")]);
  });
});

describe("a failing save leaves nothing", () => {
  it("when aborted before, and in the middle", async () => {
    const gone = AbortSignal.abort(new Error("the client left"));
    await expect(store.save(stream("x"), { ...limits, signal: gone })).rejects.toThrow("the client left");

    const controller = new AbortController();
    async function* leaving(): AsyncIterable<Uint8Array> {
      yield Buffer.from("first");
      controller.abort(new Error("left later"));
      yield Buffer.from("second");
    }
    await expect(store.save(leaving(), { ...limits, signal: controller.signal })).rejects.toThrow(
      "left later",
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it("when the stream breaks", async () => {
    async function* broken(): AsyncIterable<Uint8Array> {
      yield Buffer.from("first");
      throw new Error("connection reset");
    }
    await expect(store.save(broken(), limits)).rejects.toThrow("connection reset");
    expect(await readdir(folder)).toEqual([]);
  });

  it("when the disk is full, and says so", async () => {
    async function* full(): AsyncIterable<Uint8Array> {
      yield Buffer.from("first");
      throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
    }
    await expect(store.save(full(), limits)).rejects.toThrow(UnavailableError);
    await expect(store.save(full(), limits)).rejects.toThrow(/is full: free some space/);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe("what is not there", () => {
  it("is told as such", async () => {
    const id = sha256("nothing");
    expect(await store.stat(id)).toBeUndefined();
    expect(await store.list()).toEqual([]);
    expect(await store.remove(id)).toBe(false);
    await expect(buffer(store.open(id, never))).rejects.toThrow(NotFoundError);
  });

  it("cannot be reached by a path from outside", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "..", "secret"), "secret");
    for (const id of ["../secret", join(folder, "..", "secret"), "", ".", `${sha256("x")}/../../secret`]) {
      expect(await store.stat(id)).toBeUndefined();
      expect(await store.remove(id)).toBe(false);
      await expect(buffer(store.open(id, never))).rejects.toThrow(NotFoundError);
    }
  });

  it("does not count unfinished files of a killed process", async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, ".half.part"), "half");
    expect(await store.list()).toEqual([]);
  });
});

describe("remove", () => {
  it("deletes an upload", async () => {
    const { id } = await store.save(stream("bye"), limits);
    expect(await store.remove(id)).toBe(true);
    expect(await store.list()).toEqual([]);
  });
});

describe("open", () => {
  it("ends with the signal's reason", async () => {
    const { id } = await store.save(stream("x".repeat(600_000)), limits);
    const controller = new AbortController();
    const read = async (): Promise<void> => {
      for await (const _chunk of store.open(id, controller.signal)) controller.abort(new Error("enough"));
    };
    await expect(read()).rejects.toThrow("enough");
  });
});
