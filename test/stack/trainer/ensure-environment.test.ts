import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SetupError } from "../../../domain/errors.ts";
import { ensureEnvironment, environmentFolder } from "../../../stack/trainer/ensure-environment.ts";

const never = new AbortController().signal;

let folder = "";
let calls = "";

/** Makes what uv makes, notes how it was called, and fails where its arguments match `FAKE_UV_FAILS`. */
const FAKE_UV = `#!/bin/sh
echo "$@" >> "$FAKE_UV_CALLS"
if [ -n "$FAKE_UV_FAILS" ] && echo "$@" | grep -q -e "$FAKE_UV_FAILS"; then echo "no route to the index" >&2; exit 2; fi
if [ "$1" = venv ]; then
  for last; do :; done
  mkdir -p "$last/bin"
  printf '#!/bin/sh\\nexit 0\\n' > "$last/bin/python"
  chmod +x "$last/bin/python"
fi
`;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ensure-environment-"));
  calls = join(folder, "calls");
  await mkdir(join(folder, "bin"));
  await writeFile(join(folder, "bin", "uv"), FAKE_UV);
  await chmod(join(folder, "bin", "uv"), 0o755);
  const locks = join(folder, "trainer", "locks");
  await mkdir(locks, { recursive: true });
  await writeFile(join(locks, "requirements.lock"), "peft==1.0.0\n");
  await writeFile(join(locks, "torch.lock"), "nvidia-x==1\ntorch==2.0.0 ; sys_platform == 'linux' \\\n");
  await writeFile(join(locks, "converter.lock"), "convert==1.0.0\n");
  vi.stubEnv("PATH", `${join(folder, "bin")}${delimiter}${process.env["PATH"]}`);
  vi.stubEnv("FAKE_UV_CALLS", calls);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

const options = (torch: "cpu" | "default" = "default", python?: string) => ({
  trainer: join(folder, "trainer"),
  cacheDir: join(folder, "cache"),
  torch,
  ...(python && { python }),
});
const run = (notes: string[] = []) => ({ signal: never, onNote: (note: string) => void notes.push(note) });
const callsOf = async (first: string): Promise<string[]> =>
  (await readFile(calls, "utf8")).split("\n").filter((line) => line.startsWith(first));

describe("the trainer's environment", () => {
  it("is made of the lock files, and once", async () => {
    const python = await ensureEnvironment(options(), run());
    expect(python).toBe(join(await environmentFolder(options()), "bin", "python"));
    const installs = await callsOf("pip install");
    expect(installs).toHaveLength(3);
    for (const install of installs) expect(install).toContain("--require-hashes");
    expect(installs[2]).toMatch(/--target \S+\/converter /);
    await ensureEnvironment(options(), run());
    expect(await callsOf("venv")).toHaveLength(1);
  });

  it("is made by one of two that want it at once", async () => {
    const notes: string[] = [];
    await Promise.all([ensureEnvironment(options(), run(notes)), ensureEnvironment(options(), run(notes))]);
    expect(await callsOf("venv")).toHaveLength(1);
    expect(notes).toContain("waiting for another process to install the trainer");
  });

  it("is made again where a killed process left a part of it", async () => {
    const made = await environmentFolder(options());
    await mkdir(join(made, "bin"), { recursive: true });
    await writeFile(join(made, "bin", "half"), "");
    await ensureEnvironment(options(), run());
    await expect(readFile(join(made, "bin", "half"))).rejects.toThrow(/ENOENT/);
  });

  it("is made again where its Python does not run any more", async () => {
    const python = await ensureEnvironment(options(), run());
    await rm(python);
    await ensureEnvironment(options(), run());
    expect(await callsOf("venv")).toHaveLength(2);
  });

  it("is another one for other packages, another Python or another PyTorch", async () => {
    const folders = [
      await environmentFolder(options()),
      await environmentFolder(options("cpu")),
      await environmentFolder(options("default", "3.12")),
    ];
    await writeFile(join(folder, "trainer", "locks", "requirements.lock"), "peft==1.0.1\n");
    folders.push(await environmentFolder(options()));
    expect(new Set(folders).size).toBe(4);
  });

  it("takes the small PyTorch for a processor", async () => {
    await ensureEnvironment(options("cpu"), run());
    const torch = (await callsOf("pip install")).filter((line) => line.includes("torch"));
    expect(torch).toEqual([expect.stringMatching(/--torch-backend cpu torch==2\.0\.0$/)]);
  });

  it("takes the locked PyTorch where the small one is out of reach, and says so", async () => {
    vi.stubEnv("FAKE_UV_FAILS", "--torch-backend");
    const notes: string[] = [];
    await ensureEnvironment(options("cpu"), run(notes));
    expect(await callsOf("pip install")).toContainEqual(expect.stringContaining("torch.lock"));
    expect(notes).toContainEqual(expect.stringMatching(/out of reach.*no route to the index/));
  });

  it("says what failed and what is needed, and leaves nothing that looks whole", async () => {
    vi.stubEnv("FAKE_UV_FAILS", "requirements.lock");
    const making = ensureEnvironment(options(), run());
    await expect(making).rejects.toThrow(SetupError);
    await expect(making).rejects.toThrow(/no route to the index[\s\S]*TRAINER_PYTHON/);
    vi.stubEnv("FAKE_UV_FAILS", "");
    await ensureEnvironment(options(), run());
    expect(await callsOf("venv")).toHaveLength(2);
  });
});
