import type { Method } from "./method.ts";

/** Low-rank adaptation (Hu et al. 2021, https://arxiv.org/abs/2106.09685) by supervised fine-tuning. */
export const lora: Method = {
  toConfig: ({ loraRank, loraAlpha, loraDropout }) => ({
    lora: { r: loraRank, alpha: loraAlpha, dropout: loraDropout },
  }),
};
