import { createHash, randomUUID } from "node:crypto";
import { access, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ChecksumError, InvalidInputError, NotFoundError } from "../../domain/errors.ts";
import type { Artefact } from "../../domain/registry/artefact.ts";
import type { ArtefactStore } from "../../stores/artefact-store.ts";

type Files = Readonly<Record<string, string>>;

export interface ArtefactStoreUnderTest {
  readonly store: ArtefactStore;
  /** Changes a stored file behind the store's back. */
  readonly damage: (artefact: Artefact, path: string, content: string) => Promise<void>;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const { signal } = new AbortController();

/** The contract of `ArtefactStore`: every implementation passes it. */
export const describeArtefactStore = (
  name: string,
  open: (folder: string) => Promise<ArtefactStoreUnderTest>,
): void => {
  describe(`${name} keeps the contract of ArtefactStore`, () => {
    let folder = "";
    let opened: ArtefactStoreUnderTest | undefined;
    const store = (): ArtefactStore => under().store;
    const under = (): ArtefactStoreUnderTest => {
      if (!opened) throw new Error("the store is open only inside tests and hooks");
      return opened;
    };

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "artefacts-"));
      opened = await open(join(folder, "store"));
    });
    afterAll(async () => {
      await rm(folder, { recursive: true, force: true });
    });

    const makeFolder = async (files: Files): Promise<string> => {
      const made = join(folder, randomUUID());
      for (const [path, content] of Object.entries(files)) {
        await mkdir(dirname(join(made, path)), { recursive: true });
        await writeFile(join(made, path), content);
      }
      return made;
    };
    /** Content that no other test stores. */
    const freshFiles = (): Files => ({
      "model.gguf": `weights ${randomUUID()}`,
      "tokens/golden (1) ü.json": "[]",
    });
    const put = async (files: Files, kind = "gguf"): Promise<Artefact> =>
      store().put(await makeFolder(files), { kind, signal });
    const readText = async (artefact: Artefact, path: string): Promise<string> =>
      (await buffer(store().read(artefact, path, signal))).toString();

    it("stores a folder by its content and gives it back", async () => {
      const files = freshFiles();
      const source = await makeFolder(files);
      const progress: number[] = [];
      const artefact = await store().put(source, {
        kind: "gguf",
        signal,
        onProgress: (bytes) => progress.push(bytes),
      });
      const expected = Object.entries(files)
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([path, content]) => ({ path, sha256: sha256(content), bytes: Buffer.byteLength(content) }));
      expect(artefact).toEqual({
        id: sha256(expected.map((file) => `${file.sha256}  ${file.path}\n`).join("")),
        kind: "gguf",
        files: expected,
      });
      expect(progress.at(-1)).toBe(expected.reduce((sum, { bytes }) => sum + bytes, 0));
      const fetched = await store().fetch(artefact, signal);
      for (const [path, content] of Object.entries(files)) {
        expect(await readFile(join(fetched, path), "utf8")).toBe(content);
        expect(await readText(artefact, path)).toBe(content);
        // The source was copied.
        expect(await readFile(join(source, path), "utf8")).toBe(content);
      }
    });

    it("stores the same content once, several at once too", async () => {
      const files = freshFiles();
      const stored = await Promise.all([put(files), put(files), put(files)]);
      expect(stored).toEqual([stored[0], stored[0], stored[0]]);
      expect(await put(files)).toEqual(stored[0]);
      await expect(store().fetch(await put(files), signal)).resolves.toEqual(expect.any(String));
    });

    it("takes the folder away when it is told to move it", async () => {
      const files = freshFiles();
      const source = await makeFolder(files);
      const artefact = await store().put(source, { kind: "merged", signal, move: true });
      await expect(access(source)).rejects.toMatchObject({ code: "ENOENT" });
      expect(await readText(artefact, "model.gguf")).toBe(files["model.gguf"]);
    });

    it("keeps nothing of a put that is aborted, and leaves its source whole, told to move it or not", async () => {
      const files = freshFiles();
      const source = await makeFolder(files);
      const controller = new AbortController();
      const attempt = store().put(source, {
        kind: "gguf",
        signal: controller.signal,
        move: true,
        onProgress: () => controller.abort(new Error("enough")),
      });
      await expect(attempt).rejects.toThrow("enough");
      for (const [path, content] of Object.entries(files)) {
        expect(await readFile(join(source, path), "utf8")).toBe(content);
      }
      const whole = await put(freshFiles());
      await expect(store().fetch({ ...whole, id: sha256("never stored") }, signal)).rejects.toBeInstanceOf(
        NotFoundError,
      );
    });

    it("refuses a file that is not what was stored, naming it with both checksums", async () => {
      const files = freshFiles();
      const artefact = await put(files);
      await under().damage(artefact, "model.gguf", "other weights");
      const fetching = store().fetch(artefact, signal);
      await expect(fetching).rejects.toBeInstanceOf(ChecksumError);
      await expect(fetching).rejects.toThrow(
        `The file model.gguf of the gguf artefact ${artefact.id.slice(0, 12)} is not what was stored: its SHA-256 is ${sha256("other weights")}, not ${sha256(files["model.gguf"] ?? "")}`,
      );
      await expect(readText(artefact, "model.gguf")).rejects.toBeInstanceOf(ChecksumError);
      // Made again, it is whole again.
      expect(await put(files)).toEqual(artefact);
      expect(await readText(artefact, "model.gguf")).toBe(files["model.gguf"]);
    });

    it("checks what was fetched before at every fetch", async () => {
      const files = freshFiles();
      const artefact = await put(files);
      await store().fetch(artefact, signal);
      await under().damage(artefact, "model.gguf", "other weights");
      const local = await store()
        .fetch(artefact, signal)
        .catch((error: unknown) => error);
      // A store with a local copy may give that, as it is still what was stored; none gives the damaged file.
      if (typeof local === "string") {
        expect(await readFile(join(local, "model.gguf"), "utf8")).toBe(files["model.gguf"]);
      } else expect(local).toBeInstanceOf(ChecksumError);
    });

    it("knows neither artefacts nor files that are not there", async () => {
      const artefact = await put(freshFiles());
      await expect(readText(artefact, "other.gguf")).rejects.toBeInstanceOf(NotFoundError);
      const never = { ...artefact, id: sha256("never stored") };
      await expect(store().fetch(never, signal)).rejects.toBeInstanceOf(NotFoundError);
      await expect(readText(never, "model.gguf")).rejects.toBeInstanceOf(NotFoundError);
      expect(await store().remove(never)).toBe(false);
    });

    it("removes an artefact", async () => {
      const artefact = await put(freshFiles());
      expect(await store().remove(artefact)).toBe(true);
      await expect(store().fetch(artefact, signal)).rejects.toBeInstanceOf(NotFoundError);
      expect(await store().remove(artefact)).toBe(false);
    });

    it.each(["../outside", "/etc/passwd", "a/../../b", "a//b", "a\\b", ".", ""])(
      "opens no path like %j",
      async (path) => {
        const artefact = await put(freshFiles());
        const [file] = artefact.files;
        const wrong = { ...artefact, files: file ? [{ ...file, path }] : [] };
        await expect(store().fetch(wrong, signal)).rejects.toBeInstanceOf(InvalidInputError);
        await expect(readText(wrong, path)).rejects.toBeInstanceOf(InvalidInputError);
        await expect(store().fetch({ ...artefact, id: path }, signal)).rejects.toBeInstanceOf(
          InvalidInputError,
        );
      },
    );

    it("stores no link, and no empty folder", async () => {
      const source = await makeFolder(freshFiles());
      await symlink("/etc/hostname", join(source, "link"));
      await expect(store().put(source, { kind: "gguf", signal })).rejects.toBeInstanceOf(InvalidInputError);
      const empty = join(folder, randomUUID());
      await mkdir(empty);
      await expect(store().put(empty, { kind: "gguf", signal })).rejects.toBeInstanceOf(InvalidInputError);
    });

    it("stops reading and fetching when it is told to", async () => {
      const artefact = await put(freshFiles());
      const stopped = AbortSignal.abort(new Error("enough"));
      await expect(store().fetch(artefact, stopped)).rejects.toThrow("enough");
      await expect(buffer(store().read(artefact, "model.gguf", stopped))).rejects.toThrow("enough");
    });
  });
};
