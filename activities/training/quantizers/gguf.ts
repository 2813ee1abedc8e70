import { join } from "node:path";
import { z } from "zod";
import type { Quantizer } from "./quantizer.ts";

/** GGUF, by llama.cpp's converter and quantizer; the chat template is in the file. */
export const gguf: Quantizer = {
  kind: "gguf",
  types: [
    ...["F32", "F16", "BF16", "Q8_0", "Q6_K", "Q5_K_M", "Q5_K_S", "Q5_0", "Q4_K_M", "Q4_K_S", "Q4_0", "Q4_1"],
    ...["Q3_K_L", "Q3_K_M", "Q3_K_S", "Q2_K"],
  ],
  quantize: async ({ trainer, signal, onNote, ...quantization }) => {
    const config = {
      model_dir: quantization.modelDir,
      output_file: join(quantization.outputDir, "model.gguf"),
      quantization: quantization.type,
      calibration_file: quantization.calibrationFile,
      device: quantization.device,
      llama_library: quantization.llamaLibrary,
    };
    await trainer.run({ command: "export", config, signal, onNote }, z.object({ output_file: z.string() }));
  },
};
