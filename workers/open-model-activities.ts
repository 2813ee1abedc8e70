import type { ModelActivities } from "../activities/training/contract.ts";
import { createModelActivities } from "../activities/training/models/create-model-activities.ts";
import { createNotifyPeople } from "../activities/training/models/notify-people.ts";
import { readCodeVersion } from "../configs/code-version.ts";
import { projectRoot } from "../configs/environment.ts";
import type { Logger } from "../configs/logger.ts";
import type { Settings } from "../configs/settings.ts";
import { readTrainingConfig } from "../configs/training.ts";
import { readCatalogue } from "../models/catalogue/read-catalogue.ts";
import { connectTemporal } from "../stack/temporal/connect.ts";
import { readPendingActivities } from "../stack/temporal/pending-activities.ts";
import type { Registry } from "../stores/registry.ts";

interface Surroundings {
  readonly settings: Settings;
  readonly logger: Logger;
  readonly registry: Registry;
}

/**
 * The steps around training with their real dependencies, among them a client of the Temporal server that the worker
 * works for.
 *
 * @throws {UnavailableError} when Temporal does not answer; {SetupError} when configs/training.yaml is wrong.
 */
export const openModelActivities = async ({
  settings,
  logger,
  registry,
}: Surroundings): Promise<AsyncDisposable & { readonly activities: ModelActivities }> => {
  const [{ baseModel }, catalogue, codeVersion, temporal] = await Promise.all([
    readTrainingConfig(),
    readCatalogue(),
    readCodeVersion(projectRoot),
    connectTemporal(settings),
  ]);
  const activities = createModelActivities({
    registry,
    defaultBaseModel: baseModel,
    isCatalogued: (model) => Object.hasOwn(catalogue, model),
    codeVersion,
    readPendingSteps: (run) => readPendingActivities(temporal.client, run),
    notify: createNotifyPeople({ logger, webhook: settings.approvalWebhookUrl, fetch }),
  });
  return { activities, [Symbol.asyncDispose]: () => temporal[Symbol.asyncDispose]() };
};
