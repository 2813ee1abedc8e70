import { createInterface } from "node:readline";
import { stopGroup } from "./process-group.ts";

// Outlives a supervisor that is killed: when standard input ends, whatever the supervisor had running is stopped.
// Lines are `+GROUP` and `-GROUP`; the argument is the grace in milliseconds.
const graceMs = Number(process.argv[2]);
const groups = new Set<number>();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});
process.stdin.on("error", () => {});

for await (const line of createInterface({ input: process.stdin })) {
  const group = Number(line.slice(1));
  if (line.startsWith("+")) groups.add(group);
  else groups.delete(group);
}
await Promise.all([...groups].map((group) => stopGroup(group, graceMs)));
