// Speaks the trainer's protocol (trainer/src/twin_trainer): `COMMAND --config FILE --stop-with-stdin`, one JSON object
// a line. What it does is said by the fields of the configuration under `fake`; arguments that the real one refuses
// are refused.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [command, flag, file, stop, ...rest] = process.argv.slice(2);
const emit = (event, fields = {}) =>
  process.stdout.write(`${JSON.stringify({ event, command, ...fields })}\n`);
const refuse = (field, message) => {
  emit("error", { kind: "config", field, message });
  process.exit(2);
};
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

if (flag !== "--config" || stop !== "--stop-with-stdin" || rest.length > 0) {
  process.stderr.write(`usage: ${process.argv.slice(2).join(" ")}\n`);
  process.exit(64);
}
const config = JSON.parse(readFileSync(file, "utf8"));
// Ends like the real one when whoever started it is gone.
process.stdin.on("end", () => process.exit(129)).resume();
if (process.env.FAKE_PID_FILE) writeFileSync(process.env.FAKE_PID_FILE, `${process.pid}`);
const plan = JSON.parse(process.env.FAKE_PLAN ?? "{}");
if (plan.ignoreSigterm) process.on("SIGTERM", () => {});

const required = {
  finetune: [
    "method",
    "base_model",
    "train_file",
    "output_dir",
    "device",
    "batch_size",
    "learning_rate",
    "lora",
  ],
  merge: ["base_model", "adapter_dir", "output_dir"],
  export: ["model_dir", "output_file", "quantization"],
  tokens: ["model_dir", "conversations_file", "output_file"],
  hardware: [],
};
if (!required[command]) process.exit(64);
for (const field of required[command]) if (config[field] === undefined) refuse(field, "Field required");

const write = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};
const readStep = (path) => {
  try {
    return Number(readFileSync(path, "utf8"));
  } catch {
    return 0;
  }
};

const commands = {
  finetune: async () => {
    if (config.max_steps !== undefined && config.epochs !== undefined) refuse("epochs", "give either");
    const checkpoint = join(config.output_dir, "checkpoint");
    const from = readStep(checkpoint);
    const total = config.max_steps ?? 4;
    if (from > 0) emit("resume", { step: from });
    for (let step = from + 1; step <= total; step += 1) {
      await sleep(plan.stepMs ?? 1);
      // Whole before it is told of, as the trainer's are: whoever stops it at this step finds the checkpoint.
      write(`${checkpoint}.part`, `${step}`);
      renameSync(`${checkpoint}.part`, checkpoint);
      emit("progress", { step, total, loss: 2 - step / 10, tokens: step * 100, eta_seconds: total - step });
      emit("checkpoint", { step, path: checkpoint });
      if (plan.killAtStep === step && from === 0) process.kill(process.pid, "SIGKILL");
    }
    const adapter_dir = join(config.output_dir, "adapter");
    write(join(adapter_dir, "adapter_config.json"), JSON.stringify({ base: config.base_model }));
    return {
      adapter_dir,
      steps: total,
      train_loss: 1.8,
      eval_loss: config.eval_file ? 1.7 : null,
      base_eval_loss: config.eval_file ? 2 : null,
      tokens: total * 100,
      tokens_per_second: 50,
      seconds: 2,
      peak_memory_bytes: 1_000,
      loss_curve: [
        { step: 1, loss: 1.9 },
        { step: total, loss: 1.8, eval_loss: 1.7 },
      ],
      best_step: null,
      stopped_early: false,
      resumed_from: from || null,
    };
  },
  merge: async () => {
    readFileSync(join(config.adapter_dir, "adapter_config.json"));
    write(join(config.output_dir, "model.safetensors"), "merged");
    return { model_dir: config.output_dir, bytes: 6, parameters: 1, dtype: "float32" };
  },
  export: async () => {
    readFileSync(join(config.model_dir, "model.safetensors"));
    write(config.output_file, `gguf ${config.quantization}`);
    return { output_file: config.output_file, quantization: config.quantization, sha256: "", bytes: 4 };
  },
  tokens: async () => {
    const lines = readFileSync(config.conversations_file, "utf8").split("\n").filter(Boolean);
    const ids = lines.map((line) => JSON.parse(line).messages.map(({ content }) => content.length));
    write(config.output_file, ids.map((each) => `${JSON.stringify({ ids: each })}\n`).join(""));
    return { output_file: config.output_file, conversations: lines.length };
  },
  hardware: async () => ({ device: "cpu", gpus: [], cpu: "x86", cpu_cores: 2, memory_bytes: 8 * 1024 ** 3 }),
};

process.stdout.write("a library's stray line\n");
emit("start", { versions: {} });
if (plan.error) {
  process.stderr.write(`${plan.stderr ?? ""}\n`);
  emit("error", plan.error);
  process.exit(plan.error.kind === "config" || plan.error.kind === "data" ? 2 : 1);
}
emit("result", await commands[command]());
process.exit(0);
