import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ChildSpec, SupervisorEvent } from "../../../stack/supervisor/child-spec.ts";
import { isGroupAlive } from "../../../stack/supervisor/process-group.ts";
import { createSupervisor } from "../../../stack/supervisor/supervisor.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "supervisor-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const script = (name: string, code: string): ChildSpec => ({
  name,
  command: [process.execPath, "-e", code],
  ready: { kind: "line", test: (line) => line === "ready" },
  readyWithinMs: 20_000,
});
const lasting = "console.log('ready'); setInterval(() => {}, 1000);";
const deaf = `process.on('SIGTERM', () => {}); ${lasting}`;

const create = (graceMs = 500) => {
  const events: SupervisorEvent[] = [];
  const supervisor = createSupervisor({
    logsFolder: join(folder, "logs"),
    onEvent: (event) => events.push(event),
    graceMs,
  });
  const pids = () => events.flatMap((event) => (event.type === "started" ? [event.pid] : []));
  return { supervisor, events, pids };
};
const never = new AbortController().signal;

describe("the supervisor", () => {
  it("starts a child again that was killed, and leaves no process", async () => {
    const { supervisor, events, pids } = create();
    await supervisor.start(script("worker", lasting), never);
    process.kill(pids()[0] ?? 0, "SIGKILL");
    await vi.waitFor(() => expect(events.filter(({ type }) => type === "ready")).toHaveLength(2), 20_000);
    expect(events).toContainEqual({ type: "died", name: "worker", how: "signal SIGKILL", restartInMs: 500 });
    await supervisor.stop();
    expect(pids()).toHaveLength(2);
    expect(pids().filter(isGroupAlive)).toEqual([]);
  });

  it("keeps each child's output in its log", async () => {
    const { supervisor } = create();
    await supervisor.start(script("talker", `console.error('to stderr'); ${lasting}`), never);
    await supervisor.stop();
    const log = await readFile(join(folder, "logs", "talker.log"), "utf8");
    expect(log).toContain("to stderr");
    expect(log).toContain("ready");
  });

  it("says why a child did not start, with the end of its log", async () => {
    const { supervisor } = create();
    const start = supervisor.start(
      script("broken", "console.error('no such database'); process.exit(3)"),
      never,
    );
    await expect(start).rejects.toThrow(
      /broken did not start: it ended with code 3, 3 times.*no such database/s,
    );
    await supervisor.stop();
  });

  it("names a program that is not there", async () => {
    const { supervisor } = create();
    const spec: ChildSpec = { ...script("absent", ""), command: [join(folder, "absent-program")] };
    await expect(supervisor.start(spec, never)).rejects.toThrow(/absent cannot be started: .*ENOENT/);
    await supervisor.stop();
  });

  it("stops children in the middle of their start, and kills those that do not listen", async () => {
    const { supervisor, pids } = create();
    const start = supervisor.start(script("slow", deaf.replace("'ready'", "'not yet'")), never);
    await vi.waitFor(() => expect(pids()).toHaveLength(1));
    await Promise.all([expect(start).rejects.toThrow(/stopping/), supervisor.stop()]);
    await vi.waitFor(() => expect(pids().filter(isGroupAlive)).toEqual([]));
  });

  it("stops all children when it is killed itself", async () => {
    const module = new URL("../../../stack/supervisor/supervisor.ts", import.meta.url).href;
    const code = `
      const { createSupervisor } = await import(${JSON.stringify(module)});
      const supervisor = createSupervisor({
        logsFolder: ${JSON.stringify(join(folder, "killed"))},
        onEvent: (event) => event.type === "ready" && console.log(event.pid),
        graceMs: 300,
      });
      for (const name of ["one", "two"]) {
        await supervisor.start({
          name,
          command: [process.execPath, "-e", ${JSON.stringify(deaf)}],
          ready: { kind: "line", test: (line) => line === "ready" },
          readyWithinMs: 20000,
        }, new AbortController().signal);
      }
      console.log("all");`;
    const parent = spawn(process.execPath, ["--input-type=module", "-e", code], {
      stdio: ["ignore", "pipe", "inherit"],
      cwd: fileURLToPath(new URL("../../../", import.meta.url)),
    });
    let output = "";
    parent.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
    await vi.waitFor(() => expect(output).toContain("all"), 30_000);
    const pids = output.split("\n").map(Number).filter(Boolean);
    expect(pids.filter(isGroupAlive)).toHaveLength(2);
    const exit = once(parent, "exit");
    parent.kill("SIGKILL");
    await exit;
    await vi.waitFor(() => expect(pids.filter(isGroupAlive)).toEqual([]), 20_000);
  });
});
