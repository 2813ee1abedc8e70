import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const folder = new URL("../../../models/inference/", import.meta.url).href;
const { ORT_DISABLE_TELEMETRY: _, ...environment } = process.env;

/** What the native library finds in the environment of a process that imports a file. */
const found = async (file: string, env: Record<string, string> = {}): Promise<string> => {
  const code = `await import(${JSON.stringify(folder + file)});
    process.stdout.write(process.env.ORT_DISABLE_TELEMETRY ?? "");`;
  const options = { env: { ...environment, ...env } };
  return (await promisify(execFile)(process.execPath, ["--input-type=module", "-e", code], options)).stdout;
};

describe("the library that runs models", () => {
  it.each(["create-inference.ts", "load-tokenizer.ts", "inference-thread.ts"])(
    "reports nothing to anybody where %s has it loaded",
    async (file) => {
      expect(await found(file)).toBe("1");
    },
  );

  it("reports where the environment wants it to", async () => {
    expect(await found("inference-thread.ts", { ORT_DISABLE_TELEMETRY: "0" })).toBe("0");
  });
});
