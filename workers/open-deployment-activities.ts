import type { ActivityContext } from "../activities/activity-context.ts";
import type { DeploymentActivities } from "../activities/deployment/contract.ts";
import { createDeploymentActivities } from "../activities/deployment/create-deployment-activities.ts";
import { createLocalTarget } from "../activities/deployment/local/local-target.ts";
import { openTabbyTarget } from "../activities/deployment/tabby/open-tabby-target.ts";
import type { Settings } from "../configs/settings.ts";
import { readSmokeTests } from "../configs/smoke-tests.ts";
import type { Stores } from "../stores/open-stores.ts";

export interface DeploymentSurroundings {
  readonly settings: Settings;
  readonly stores: Pick<Stores, "registry" | "artefacts">;
  readonly context: () => ActivityContext;
}

/** Builds the deployment activities with every kind of target there is. */
export const openDeploymentActivities = async ({
  settings,
  stores: { registry, artefacts },
  context,
}: DeploymentSurroundings): Promise<DeploymentActivities> => {
  const smokeTests = await readSmokeTests();
  const now = (): Date => new Date();
  const local = createLocalTarget({ registry, now, context });
  const tabby = () => openTabbyTarget({ settings, registry, artefacts, smokeTests, context, fetch });
  return createDeploymentActivities({ registry, targets: { local: () => local, tabby }, now });
};
