#!/usr/bin/env node
import { bootstrap } from "./bootstrap/bootstrap.mjs";

await bootstrap(import.meta.url, async () => {
  const { runCli } = await import("../cli/main.ts");
  await runCli(process.argv.slice(2));
});
