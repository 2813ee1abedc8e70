import { CommanderError } from "commander";
import { expect, test } from "vitest";
import { createProgram } from "../../cli/program.ts";
import packageJson from "../../package.json" with { type: "json" };

test.each([["--version"], ["-V"]])("twin %s prints the version of package.json", async (flag) => {
  let printed = "";
  const program = createProgram(() => Promise.reject(new Error("no command runs")));
  program.exitOverride().configureOutput({
    writeOut: (text) => {
      printed += text;
    },
  });
  const failure = await program.parseAsync([flag], { from: "user" }).catch((error: unknown) => error);
  expect(failure instanceof CommanderError && failure.exitCode).toBe(0);
  expect(printed).toBe(`${packageJson.version}\n`);
});
