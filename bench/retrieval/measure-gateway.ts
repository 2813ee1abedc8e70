import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../stack/ports/free-port.ts";
import { type Quantiles, quantilesOf } from "../support/quantiles.ts";

const WARM_UP = 20;

/** What an OpenAI-compatible server streams for the shortest answer. */
const ANSWER = [
  { choices: [{ index: 0, delta: { content: "Yes." }, finish_reason: null }] },
  { choices: [{ index: 0, delta: {}, finish_reason: "stop" }] },
  { choices: [], usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 } },
]
  .map(
    (chunk) =>
      `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 1, model: "bench", ...chunk })}\n\n`,
  )
  .join("");

/** A server that tells when each prompt reached it. */
const startBackend = async (onPrompt: () => void): Promise<{ server: Server; url: string }> => {
  const server = createServer((request, response) => {
    if (request.method === "POST") onPrompt();
    request.resume().on("end", () => {
      if (request.method === "GET")
        return response.end(JSON.stringify({ object: "list", data: [{ id: "bench" }] }));
      response.setHeader("content-type", "text/event-stream");
      return response.end(`${ANSWER}data: [DONE]\n\n`);
    });
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  return { server, url: `http://127.0.0.1:${port}` };
};

const untilListening = async (url: string): Promise<void> => {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const response = await fetch(`${url}/healthz`).catch(() => undefined);
    if (response?.ok) return;
    await setTimeout(100);
  }
  throw new Error(`the gateway does not listen at ${url}`);
};

/** Milliseconds from a client's request to the arrival of the prompt at the backend, through a real gateway process. */
export const measureGateway = async (requests: number): Promise<Quantiles> => {
  const dataDir = await mkdtemp(join(tmpdir(), "twin-gateway-"));
  let arrived = 0;
  const backend = await startBackend(() => {
    arrived = performance.now();
  });
  const port = await freePort();
  const gateway = spawn(process.execPath, [fileURLToPath(new URL("../../api/main.ts", import.meta.url))], {
    stdio: "ignore",
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      PORT: `${port}`,
      RATE_LIMIT: "1000000",
      GENERATION_BACKEND: "openai",
      GENERATION_MODEL: "bench",
      GENERATION_URL: backend.url,
    },
  });
  try {
    const url = `http://127.0.0.1:${port}`;
    await untilListening(url);
    const durations: number[] = [];
    for (let index = 0; index < requests + WARM_UP; index += 1) {
      const start = performance.now();
      const response = await fetch(`${url}/generate`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ prompt: "Is it fast?", retrieval: false }),
      });
      if (!response.ok) throw new Error(`the gateway answered ${response.status}: ${await response.text()}`);
      await response.arrayBuffer();
      durations.push(arrived - start);
    }
    return quantilesOf(durations.slice(WARM_UP));
  } finally {
    const ended = once(gateway, "exit");
    gateway.kill("SIGTERM");
    await ended;
    backend.server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
};
