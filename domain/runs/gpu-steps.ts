/** The activities on the GPU queue → the steps of a training run that show how they get on. */
export const gpuSteps = {
  prepareTrainer: "trainer",
  finetune: "fine-tune",
  mergeAdapter: "merge",
  quantize: "quantize",
  evaluate: "evaluate",
} as const;
export type GpuActivity = keyof typeof gpuSteps;
export type GpuStep = (typeof gpuSteps)[GpuActivity];

/** The step that shows an activity; `undefined` for one of another queue. */
export const gpuStepOf = (activity: string): GpuStep | undefined =>
  Object.entries(gpuSteps).find(([name]) => name === activity)?.[1];
