import { z } from "zod";

/** What the graph of a BERT encoder depends on, as `config.json` names it. */
export const bertConfigSchema = z.object({
  model_type: z.literal("bert"),
  hidden_act: z.literal("gelu"),
  position_embedding_type: z.literal("absolute").default("absolute"),
  hidden_size: z.int().positive(),
  num_attention_heads: z.int().positive(),
  num_hidden_layers: z.int().positive(),
  layer_norm_eps: z.number().positive(),
});
export type BertConfig = z.infer<typeof bertConfigSchema>;
