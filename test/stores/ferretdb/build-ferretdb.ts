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

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Whether a Go toolchain is on PATH. */
export const hasGo = (): Promise<boolean> =>
  run("go", ["version"]).then(
    () => true,
    () => false,
  );

/** Builds FerretDB once per version into the cache folder (three minutes on two cores); resolves to the program. */
export const buildFerretdb = async (): Promise<string> => {
  const source = createHash("sha256")
    .update(await readFile(SOURCE))
    .digest("hex")
    .slice(0, 8);
  const { CACHE_DIR: cacheDir } = process.env;
  const folder = join(cacheFolder({ cacheDir }), "ferretdb");
  const program = join(folder, `ferretdb-${VERSION}-${source}`);
  await exclusively(join(folder, "build.lock"), async () => {
    if (await exists(program)) return;
    const work = await mkdtemp(join(folder, "build-"));
    try {
      await writeFile(join(work, "go.mod"), MODULE);
      await copyFile(SOURCE, join(work, "main.go"));
      const options = { cwd: work, env: { ...process.env, GOFLAGS: "-mod=mod" }, maxBuffer: 64 * 1024 ** 2 };
      await run("go", ["mod", "tidy"], options);
      await run("go", ["build", "-o", "ferretdb", "."], options);
      await rename(join(work, "ferretdb"), program);
    } finally {
      await rm(work, { recursive: true, force: true });
    }
  });
  return program;
};
