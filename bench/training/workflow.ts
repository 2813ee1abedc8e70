import { type ActivityInterfaceFor, proxyActivities } from "@temporalio/workflow";
import type {
  FinetuneInput,
  FinetuneResult,
  TrainingActivities,
} from "../../activities/training/contract.ts";
import { GPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";

const gpu = proxyActivities<ActivityInterfaceFor<TrainingActivities>>({
  taskQueue: GPU_TASK_QUEUE,
  startToCloseTimeout: "1 hour",
  heartbeatTimeout: "15 seconds",
  retry: { maximumAttempts: 1 },
});

/** The fine-tuning step of `continuousTraining` alone. */
export const finetuneOnly = (input: FinetuneInput): Promise<FinetuneResult> => gpu.finetune(input);
