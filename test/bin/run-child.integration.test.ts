import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../../configs/environment.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "run-child-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Process ids whose command line holds this. */
const running = async (mark: string): Promise<string[]> => {
  const { stdout } = await promisify(execFile)("ps", ["-eo", "pid=,args="]);
  return stdout.split("\n").filter((line) => line.includes(mark));
};

describe("a program that does not end when it is asked to", () => {
  it("is killed after its time, with all that it started", async () => {
    const mark = join(folder, "stubborn.mjs");
    // As npm does while it undoes an installation: neither it nor what it started listens.
    await writeFile(
      mark,
      `import { spawn } from "node:child_process";
process.on("SIGINT", () => undefined);
if (process.argv[2] !== "below") {
  spawn(process.execPath, [import.meta.filename, "below"], { stdio: ["ignore", "inherit", "inherit"] });
} else {
  console.log("both run");
}
setInterval(() => undefined, 1_000);
`,
    );
    const caller = join(folder, "caller.mjs");
    const runChild = pathToFileURL(join(projectRoot, "bin", "bootstrap", "run-child.mjs"));
    await writeFile(
      caller,
      `import { runChild } from ${JSON.stringify(runChild.href)};
const options = { stdio: ["ignore", "pipe", "pipe"], killAfter: 200, onOutput: (text) => process.stdout.write(text) };
console.log(JSON.stringify(await runChild(process.execPath, [${JSON.stringify(mark)}], options)));
`,
    );
    const process_ = spawn(process.execPath, [caller], { stdio: ["ignore", "pipe", "inherit"] });
    let printed = "";
    process_.stdout.setEncoding("utf8").on("data", (text: string) => {
      printed += text;
      if (printed === "both run\n") process_.kill("SIGINT");
    });
    expect(await once(process_, "close")).toEqual([0, null]);
    expect(JSON.parse(printed.split("\n")[1] ?? "")).toEqual({ code: 137, interrupted: true });
    expect(await running(mark)).toEqual([]);
  });
});
