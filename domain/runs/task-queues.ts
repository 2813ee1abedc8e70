/** Every workflow task, and the activities that need no GPU. */
export const CPU_TASK_QUEUE = "twin-cpu";
/** Fine-tuning, quantization and evaluation. */
export const GPU_TASK_QUEUE = "twin-gpu";
