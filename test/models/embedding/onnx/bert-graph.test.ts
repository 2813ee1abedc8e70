import { describe, expect, it } from "vitest";
import { bertConfigSchema } from "../../../../models/embedding/onnx/bert-config.ts";
import { bertGraph } from "../../../../models/embedding/onnx/bert-graph.ts";

const config = {
  model_type: "bert",
  hidden_act: "gelu",
  hidden_size: 4,
  num_attention_heads: 2,
  num_hidden_layers: 1,
  layer_norm_eps: 1e-12,
};

describe("bertGraph", () => {
  it("names the first tensor that the weights lack", () => {
    expect(() => bertGraph(bertConfigSchema.parse(config), new Map())).toThrow(
      /lack embeddings\.word_embeddings\.weight/,
    );
  });

  it("is not written for another architecture or activation", () => {
    expect(bertConfigSchema.safeParse({ ...config, model_type: "mpnet" }).success).toBe(false);
    expect(bertConfigSchema.safeParse({ ...config, hidden_act: "gelu_new" }).success).toBe(false);
    expect(bertConfigSchema.safeParse({ ...config, position_embedding_type: "relative_key" }).success).toBe(
      false,
    );
  });
});
