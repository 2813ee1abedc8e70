import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** node-llama-cpp's packages with prebuilt libraries for processors, by platform and architecture. */
const packages: Readonly<Record<string, string>> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-arm64": "mac-arm64-metal",
  "darwin-x64": "mac-x64",
  "win32-x64": "win-x64",
};

/** `libllama.so`, with a version in its name on some systems; not `libllama-common.so` beside it. */
const LIBRARY = /^(lib)?llama(\.v?[\d.]+)?\.(so|dylib|dll)$/;

/** Finds the llama.cpp library that node-llama-cpp brings; `undefined` where it brings none for this system. */
export const findLlamaLibrary = async (
  platform: string = process.platform,
  arch: string = process.arch,
): Promise<string | undefined> => {
  const name = packages[`${platform}-${arch}`];
  if (!name) return undefined;
  try {
    const entry = createRequire(import.meta.url).resolve(`@node-llama-cpp/${name}`);
    const bins = join(dirname(dirname(entry)), "bins");
    const files = await readdir(bins, { recursive: true });
    const file = files.find((path) => LIBRARY.test(path.split(/[/\\]/).at(-1) ?? ""));
    return file && join(bins, file);
  } catch {
    return undefined;
  }
};
