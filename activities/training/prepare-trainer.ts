import { z } from "zod";
import { SetupError } from "../../domain/errors.ts";
import type { Hardware } from "./contract.ts";
import type { TrainingDependencies } from "./dependencies.ts";
import { reportProgress } from "./report-progress.ts";

const hardwareSchema = z.object({
  gpus: z.array(z.object({ name: z.string(), memory_bytes: z.number() })),
  cpu_cores: z.int(),
  memory_bytes: z.number(),
});

const gibibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 3)} GiB`;

/** Makes the trainer's environment where there is none, and asks PyTorch what it computes on here. */
export const prepareTrainer = async ({
  trainer,
  device,
  worker,
  context,
}: TrainingDependencies): Promise<Hardware> => {
  const progress = reportProgress(context(), "preparing the trainer", "workers");
  const found = await trainer.run({ command: "hardware", config: {}, ...progress }, hardwareSchema);
  if (device === "cuda" && found.gpus.length === 0) {
    throw new SetupError(
      "TRAINER_DEVICE is cuda, but PyTorch sees no GPU here. Check the driver (nvidia-smi), or set it to auto or cpu.",
    );
  }
  const cpu = `cpu, ${found.cpu_cores} cores, ${gibibytes(found.memory_bytes)}`;
  const gpus = found.gpus.map(({ name, memory_bytes }) => `${name}, ${gibibytes(memory_bytes)}`);
  return { worker, description: device === "cpu" || gpus.length === 0 ? cpu : gpus.join("; ") };
};
