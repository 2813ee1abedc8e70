import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The lock files in `trainer/locks`: what is installed, with checksums. */
export const LOCKS = {
  /** Everything but PyTorch. */
  packages: "requirements.lock",
  /** PyTorch as the default index has it, with what only its CUDA build needs. */
  torch: "torch.lock",
  /** llama.cpp's converter, which lives in a folder of its own. */
  converter: "converter.lock",
} as const;

/** Which PyTorch is wanted: the small build for processors, or that of the default index. */
export type TorchBuild = "cpu" | "default";

interface EnvironmentWish {
  /** Folder with the lock files. */
  readonly locks: string;
  /** What uv is asked for: a version range, or a path. */
  readonly python: string;
  readonly torch: TorchBuild;
}

/** Names an environment after all that it is made of, so that a change makes a new one beside it. */
export const environmentKey = async ({ locks, python, torch }: EnvironmentWish): Promise<string> => {
  const hash = createHash("sha256").update(`${python}\n${torch}\n`);
  for (const name of Object.values(LOCKS)) hash.update(await readFile(join(locks, name)));
  return hash.digest("hex").slice(0, 16);
};

/** The PyTorch that a lock file pins, such as `torch==2.15.0`. */
export const pinnedTorch = async (locks: string): Promise<string> => {
  const lock = await readFile(join(locks, LOCKS.torch), "utf8");
  const [pinned] = /^torch==[\w.]+/m.exec(lock) ?? [];
  if (!pinned) throw new Error(`${join(locks, LOCKS.torch)} pins no torch`);
  return pinned;
};
