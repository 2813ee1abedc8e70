#!/usr/bin/env node
import { resolve } from "node:path";
import { bootstrap } from "./bootstrap/bootstrap.mjs";
import { runChild } from "./bootstrap/run-child.mjs";

// Runs a script, TypeScript too, under a recent Node with the packages installed: node bin/run.mjs SCRIPT [ARG ...]
await bootstrap(import.meta.url, async () => {
  const [script = "", ...args] = process.argv.slice(2);
  const { code } = await runChild(process.execPath, [resolve(script), ...args], { stdio: "inherit" });
  process.exitCode = code;
});
