import { once } from "node:events";
import { readEnvironment } from "../configs/environment.ts";
import { createLogger, type Logger } from "../configs/logger.ts";
import { readSettings, type Settings } from "../configs/settings.ts";
import { describeError } from "../domain/describe-error.ts";
import packageJson from "../package.json" with { type: "json" };
import { createApp } from "./app.ts";
import { openGateway } from "./open-gateway.ts";
import { serve } from "./serve.ts";

/** Longest that closing may take; what still hangs then is left to the operating system. */
const CLOSE_MS = 10_000;

/** Runs the gateway until it is asked to stop. */
const run = async (settings: Settings, logger: Logger): Promise<void> => {
  const stop = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const shutdown = new AbortController();
  const { version } = packageJson;
  const gateway = await openGateway({ settings, logger, version, shutdown: shutdown.signal });
  const server = await serve(createApp(gateway.dependencies), settings, shutdown).catch(async (error) => {
    await gateway[Symbol.asyncDispose]();
    throw error;
  });
  logger.info({ url: server.url }, "the gateway listens");
  await stop;
  logger.info("the gateway shuts down");
  setTimeout(() => process.exit(0), CLOSE_MS).unref();
  await server.close();
  await gateway[Symbol.asyncDispose]();
};

try {
  const settings = readSettings(await readEnvironment());
  await run(settings, createLogger(settings, "gateway"));
} catch (error) {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode = 1;
}
