import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { packError, type SentError, toTwinError } from "./errors.ts";
import { migrate } from "./migrations.ts";
import { readOperations, type ThreadRequest, writeOperations } from "./operations.ts";
import { openThreadContext } from "./thread-context.ts";

/** What a thread answers: first that it is ready, or why not (`id` 0), then one answer for each request. */
export type ThreadResponse =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: SentError };

const { file, access } = z
  .strictObject({ file: z.string(), access: z.enum(["read", "write"]) })
  .parse(workerData);
if (!parentPort) throw new Error("This file is started as a worker thread, see open-database.ts");
const port = parentPort;

const answer = (id: number, work: () => unknown): void => {
  let response: ThreadResponse;
  try {
    response = { id, value: work() };
  } catch (error) {
    response = { id, failure: packError(toTwinError(error, file)) };
  }
  port.postMessage(response);
};

let context: ReturnType<typeof openThreadContext> | undefined;
answer(0, () => {
  context = openThreadContext(file, access);
  if (access === "write") migrate(context.connection);
});

const operations = new Map<string, unknown>(
  Object.entries(access === "write" ? writeOperations : readOperations),
);

const run = (name: string, args: readonly unknown[]): unknown => {
  const operation = operations.get(name);
  if (typeof operation !== "function" || !context) throw new Error(`No operation ${name} in this thread`);
  const { connection } = context;
  return connection.transaction(access === "write" ? "IMMEDIATE" : "DEFERRED", () =>
    operation(context, ...args),
  );
};

port.on("message", (request: ThreadRequest) => {
  if (request.type === "close") {
    context?.[Symbol.dispose]();
    port.close();
    return;
  }
  answer(request.id, () => run(request.name, request.args));
});
