import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, copyFile, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../stack/downloads/cache-folder.ts";
import { exclusively } from "../../../stack/downloads/exclusively.ts";

const run = promisify(execFile);

/** The last version with the SQLite backend; `go install` refuses it, a module that requires it builds. */
const VERSION = "v1.24.2";
const SOURCE = join(import.meta.dirname, "server.go");

const MODULE = `module ferretdb-for-tests

go 1.22

require github.com/FerretDB/FerretDB ${VERSION}
`;

const succeeds = (attempt: Promise<unknown>): Promise<boolean> =>
  attempt.then(
    () => true,
    () => false,
  );

/** FerretDB as a program, or why it cannot be had here. */
export type Ferretdb = { readonly program: string } | { readonly missing: string };

/**
 * Builds FerretDB once per version into the cache folder (three minutes on two cores). A machine without Go, or
 * without a way to Go's modules, cannot have it; any other failure is thrown.
 */
export const buildFerretdb = async (): Promise<Ferretdb> => {
  if (!(await succeeds(run("go", ["version"])))) return { missing: "Go is not on PATH" };
  const source = createHash("sha256")
    .update(await readFile(SOURCE))
    .digest("hex")
    .slice(0, 8);
  const { CACHE_DIR: cacheDir } = process.env;
  const folder = join(cacheFolder({ cacheDir }), "ferretdb");
  const program = join(folder, `ferretdb-${VERSION}-${source}`);
  return exclusively(join(folder, "build.lock"), async () => {
    if (await succeeds(access(program))) return { program };
    const work = await mkdtemp(join(folder, "build-"));
    try {
      await writeFile(join(work, "go.mod"), MODULE);
      await copyFile(SOURCE, join(work, "main.go"));
      const options = { cwd: work, env: { ...process.env, GOFLAGS: "-mod=mod" }, maxBuffer: 64 * 1024 ** 2 };
      if (!(await succeeds(run("go", ["mod", "tidy"], options)))) {
        return { missing: "Go cannot fetch FerretDB's modules" };
      }
      await run("go", ["build", "-o", "ferretdb", "."], options);
      await rename(join(work, "ferretdb"), program);
      return { program };
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
};
