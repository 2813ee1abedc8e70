import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

const START_TIMEOUT_MS = 30_000;

const freePort = async (): Promise<number> => {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no port was assigned");
  return address.port;
};

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => settle(true));
    socket.once("error", () => settle(false));
  });

export interface RunningFerretdb extends AsyncDisposable {
  /** Address of the server, without a database name. */
  readonly address: string;
}

/** Starts FerretDB on a free loopback port with files of its own, which are removed when it is disposed of. */
export const startFerretdb = async (program: string): Promise<RunningFerretdb> => {
  const folder = await mkdtemp(join(tmpdir(), "ferretdb-"));
  const port = await freePort();
  // The server ends when its standard input closes, so it cannot outlive a test process that is killed.
  const child = spawn(program, [`127.0.0.1:${port}`, `file:${folder}/`], {
    stdio: ["pipe", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4_000);
  });
  const exited = once(child, "exit");
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.stdin.end();
      await exited;
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await accepts(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`FerretDB did not start on port ${port}: ${errors}`);
    }
    await setTimeout(50);
  }
  return { address: `mongodb://127.0.0.1:${port}`, [Symbol.asyncDispose]: stop };
};
