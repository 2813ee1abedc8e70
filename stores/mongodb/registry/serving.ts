import {
  type ServingReport,
  type ServingState,
  servingReportSchema,
  servingStateSchema,
  type Target,
} from "../../../domain/deployment/serving.ts";
import { checkServingReport, neverDeployed, nextServing, requireRepeated } from "../../serving-rules.ts";
import { isDuplicateKey } from "../errors.ts";
import type { RegistryCollections } from "./collections.ts";

type States = RegistryCollections["servingStates"];
type Reports = RegistryCollections["servingReports"];

/** See `Registry.readServing`. */
export const readServing = async (states: States, target: Target): Promise<ServingState> => {
  const found = await states.findOne({ _id: target });
  return found ? servingStateSchema.parse(found) : neverDeployed(target);
};

/** Writes a state over the one before it; resolves to whether that was still there. */
const compareAndSet = async (states: States, state: ServingState): Promise<boolean> => {
  if (state.revision === 1) {
    try {
      await states.insertOne({ _id: state.target, ...state });
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
  const { matchedCount } = await states.replaceOne(
    { _id: state.target, revision: state.revision - 1 },
    state,
  );
  return matchedCount === 1;
};

/** See `Registry.changeServing`. */
export const changeServing = async (
  states: States,
  expected: number,
  next: Omit<ServingState, "revision">,
): Promise<ServingState> => {
  const state = nextServing(expected, next);
  if (await compareAndSet(states, state)) return state;
  return requireRepeated(await readServing(states, next.target), state);
};

/** See `Registry.reportServing`. One process reports under an instance, so no two writers meet. */
export const reportServing = async (reports: Reports, report: ServingReport): Promise<void> => {
  const checked = checkServingReport(report);
  const { target, instance, version, reportedAt } = checked;
  await reports.replaceOne(
    { _id: JSON.stringify([target, instance, version]) },
    { ...checked, at: new Date(reportedAt) },
    { upsert: true },
  );
};

/** See `Registry.listServingReports`. */
export const listServingReports = async (reports: Reports, target: Target): Promise<ServingReport[]> => {
  const found = await reports.find({ target }).sort({ instance: 1, version: 1 }).toArray();
  return found.map((record) => servingReportSchema.parse(record));
};

/** See `Registry.forgetServingReports`. */
export const forgetServingReports = async (reports: Reports, before: string): Promise<void> => {
  await reports.deleteMany({ at: { $lt: new Date(before) } });
};
