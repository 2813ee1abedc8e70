import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { projectRoot } from "../configs/environment.ts";
import { references } from "./reference/references.ts";

// `npm run docs:reference`
for (const [file, render] of Object.entries(references)) {
  const path = join(projectRoot, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, render());
  console.log(file);
}
