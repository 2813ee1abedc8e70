import { mkdir, mkdtemp, readdir, rm, stat, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InvalidInputError, NotFoundError } from "../../../domain/errors.ts";
import { artefactId, safePath } from "../../../stores/filesystem/artefact-files.ts";
import { createFilesystemArtefactStore } from "../../../stores/filesystem/artefact-store.ts";
import { describeArtefactStore } from "../artefact-store-contract.ts";

describeArtefactStore("the folder of artefacts", async (folder) => ({
  store: createFilesystemArtefactStore({ folder }),
  damage: async ({ id }, path, content) => {
    const target = join(folder, id, path);
    await rm(target);
    await writeFile(target, content);
  },
}));

describe("the folder of artefacts", () => {
  const { signal } = new AbortController();
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "artefact-folder-"));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const put = async (name: string, store = createFilesystemArtefactStore({ folder: join(folder, name) })) => {
    const source = join(folder, `${name}-source`);
    await mkdir(source, { recursive: true });
    await writeFile(join(source, "file"), name);
    return store.put(source, { kind: "test", signal });
  };

  it("sweeps what a killed writer left when it is older than a day", async () => {
    const store = join(folder, "swept");
    for (const [name, hours] of [["old", 25] as const, ["young", 23] as const]) {
      const left = join(store, `.part-${name}`);
      await mkdir(join(left, "deep"), { recursive: true });
      const then = new Date(Date.now() - hours * 3_600_000);
      await utimes(left, then, then);
    }
    const { id } = await put("swept");
    expect((await readdir(store)).sort()).toEqual([".part-young", id]);
  });

  it("leaves nothing beside what it stores", async () => {
    const { id } = await put("tidy");
    await put("tidy");
    expect(await readdir(join(folder, "tidy"))).toEqual([id]);
  });

  it("keeps the first of the same content: what one writer was promised no other takes away", async () => {
    const source = join(folder, "raced-source");
    await mkdir(source);
    for (let round = 0; round < 25; round += 1) {
      await writeFile(join(source, "file"), String(round));
      const bornAt = await Promise.all(
        Array.from({ length: 6 }, async (_, delay) => {
          const store = createFilesystemArtefactStore({ folder: join(folder, "raced") });
          // Each one is a few steps behind the one before.
          for (let step = 0; step < delay; step += 1) await stat(source);
          const artefact = await store.put(source, { kind: "test", signal });
          return (await stat(await store.fetch(artefact, signal), { bigint: true })).birthtimeNs;
        }),
      );
      expect(new Set(bornAt).size).toBe(1);
    }
  });

  it("heals what was damaged, a file in the folder's place too", async () => {
    const store = createFilesystemArtefactStore({ folder: join(folder, "healed") });
    const artefact = await put("healed", store);
    for (const damage of ["a file", "a folder"]) {
      await rm(join(folder, "healed", artefact.id), { recursive: true });
      if (damage === "a file") await writeFile(join(folder, "healed", artefact.id), "");
      else await mkdir(join(folder, "healed", artefact.id, "other"), { recursive: true });
      await put("healed", store);
      await store.fetch(artefact, signal);
    }
    expect(await readdir(join(folder, "healed"))).toEqual([artefact.id]);
  });

  it("follows no link that somebody put in the place of a file", async () => {
    const store = createFilesystemArtefactStore({ folder: join(folder, "linked") });
    const artefact = await put("linked", store);
    const target = join(folder, "linked", artefact.id, "file");
    await rm(target);
    await symlink(join(folder, "linked-source", "file"), target);
    await expect(store.fetch(artefact, signal)).rejects.toBeInstanceOf(NotFoundError);
  });
});

const files = fc.uniqueArray(
  fc.record({
    path: fc.string({ minLength: 1 }),
    sha256: fc.stringMatching(/^[0-9a-f]{64}$/),
    bytes: fc.nat(),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 8 },
);

describe("an artefact's id", () => {
  it("does not depend on the order of its files", () => {
    fc.assert(
      fc.property(
        files.chain((given) =>
          fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
        ),
        ([given, shuffled]) => {
          expect(artefactId(shuffled)).toBe(artefactId(given));
        },
      ),
    );
  });

  it("is another one when a file has another name or content", () => {
    fc.assert(
      fc.property(files, fc.stringMatching(/^[0-9a-f]{64}$/), ([first, ...rest], sha256) => {
        if (!first) return;
        const id = artefactId([first, ...rest]);
        expect(artefactId([{ ...first, path: `${first.path}x${first.path}` }, ...rest])).not.toBe(id);
        if (sha256 !== first.sha256) expect(artefactId([{ ...first, sha256 }, ...rest])).not.toBe(id);
      }),
    );
  });
});

describe("a path inside an artefact", () => {
  it("never leads out of the folder it is joined to", () => {
    const part = fc.oneof(fc.constantFrom("..", ".", "", "a", "b.json", "\\", "\0"), fc.string());
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        const path = parts.join("/");
        try {
          expect(join("/store/id", safePath(path))).toBe(`/store/id/${path}`);
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidInputError);
        }
      }),
    );
  });
});
