import { pino } from "pino";
import { createBusinessEvents } from "../../../api/business-events.ts";
import { createMetrics } from "../../../api/metrics.ts";
import { createReadServedModel } from "../../../api/served-model.ts";
import { createServingAnswerer } from "../../../api/serving/create-serving-answerer.ts";
import { createSwitchingServing } from "../../../api/serving/create-switching-serving.ts";
import type { LoadVersion } from "../../../api/serving/fleet.ts";
import { followServing } from "../../../api/serving/follow-serving.ts";
import { registerServingGauge } from "../../../api/serving/serving-gauge.ts";
import { createAnswerer } from "../../../retrieval/answering/create-answerer.ts";
import { readPromptTemplates } from "../../../retrieval/answering/prompt-templates.ts";
import type { Retriever } from "../../../retrieval/contract.ts";
import type { Registry } from "../../../stores/registry.ts";
import { startGateway, type TestGateway } from "../../api/support/gateway.ts";
import { strictFake } from "../../support/strict-fake.ts";

const templates = await readPromptTemplates();

/** The real application with the real switch, over a registry and over models as the test loads them. */
export const startSwitchingGateway = async (
  registry: Registry,
  load: LoadVersion,
  instance = "gateway-1",
): Promise<TestGateway> => {
  const log: string[] = [];
  const logger = pino({ level: "info" }, { write: (line) => log.push(line) });
  const metrics = createMetrics();
  const events = createBusinessEvents(logger, metrics);
  const clock = () => performance.now();
  const serving = createSwitchingServing({ load, clock, retryMs: 50, candidateSeconds: 60, events });
  const following = followServing({ registry, serving, instance, logger, pollMs: 5 });
  registerServingGauge(metrics.registry, serving);
  let answers = 0;
  const answerer = createServingAnswerer({
    serving,
    retriever: strictFake<Retriever>("retriever", {}),
    createAnswerer: (parts) =>
      createAnswerer({ ...parts, templates, clock, newId: () => `answer-${++answers}` }),
    events,
  });
  const readServedModel = createReadServedModel(serving);
  const gateway = await startGateway({ answerer, readServedModel, metrics, events, logger });
  return {
    ...gateway,
    log,
    [Symbol.asyncDispose]: async () => {
      await gateway[Symbol.asyncDispose]();
      await following[Symbol.asyncDispose]();
      await serving[Symbol.asyncDispose]();
    },
  };
};
