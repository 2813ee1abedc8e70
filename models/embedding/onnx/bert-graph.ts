import { InvalidInputError } from "../../../domain/errors.ts";
import type { BertConfig } from "./bert-config.ts";
import { createGraphBuilder, type GraphBuilder } from "./graph-builder.ts";
import type { Tensor } from "./safetensors.ts";
import { joinColumns, joinVectors, transpose } from "./transpose.ts";

/** Gives the tensor of a name, or throws. */
type Weights = (name: string) => Tensor;

/** The domain of onnxruntime's fused operators: one node for what is several in ONNX's own set. */
const FUSED = { domain: "com.microsoft" };

/** `int32` is what the fused operators want; callers give `int64`, as every exported BERT does. */
const asInt32 = (graph: GraphBuilder, value: string): string => graph.node("Cast", [value], { to: 6 });

const layerNorm = (graph: GraphBuilder, weights: Weights, name: string): [scale: string, shift: string] => [
  graph.floats(`${name}.weight`, weights(`${name}.weight`)),
  graph.floats(`${name}.bias`, weights(`${name}.bias`)),
];

const embeddings = (
  graph: GraphBuilder,
  weights: Weights,
  epsilon: number,
): [states: string, mask: string] => {
  const ids = asInt32(graph, graph.input("input_ids", "int64", ["batch", "sequence"]));
  const mask = asInt32(graph, graph.input("attention_mask", "int64", ["batch", "sequence"]));
  const types = asInt32(graph, graph.input("token_type_ids", "int64", ["batch", "sequence"]));
  const tables = ["word_embeddings", "position_embeddings", "token_type_embeddings"].map((name) =>
    graph.floats(name, weights(`embeddings.${name}.weight`)),
  );
  const norm = layerNorm(graph, weights, "embeddings.LayerNorm");
  const states = graph.node(
    "EmbedLayerNormalization",
    [ids, types, ...tables, ...norm],
    { epsilon: { float: epsilon } },
    { ...FUSED, outputs: ["embeddings", "embeddings_mask_index"] },
  );
  return [states, mask];
};

const selfAttention = (
  graph: GraphBuilder,
  weights: Weights,
  layer: string,
  [states, mask]: [string, string],
  heads: number,
): string => {
  const parts = ["query", "key", "value"].map((part) => `${layer}.attention.self.${part}`);
  const joinedWeights = joinColumns(parts.map((part) => transpose(weights(`${part}.weight`))));
  const joinedBias = joinVectors(parts.map((part) => weights(`${part}.bias`)));
  return graph.node(
    "Attention",
    [
      states,
      graph.floats(`${layer}.attention.qkv.weight`, joinedWeights),
      graph.floats(`${layer}.attention.qkv.bias`, joinedBias),
      mask,
    ],
    { num_heads: heads },
    FUSED,
  );
};

/** A linear layer without its bias, which the operator behind it adds. */
const linear = (graph: GraphBuilder, weights: Weights, name: string, input: string): string =>
  graph.node("MatMul", [input, graph.floats(`${name}.weight`, transpose(weights(`${name}.weight`)))]);

const bias = (graph: GraphBuilder, weights: Weights, name: string): string =>
  graph.floats(`${name}.bias`, weights(`${name}.bias`));

/** LayerNorm(linear(input) + residual), one fused operator behind the multiplication. */
const projectAndNormalize = (
  graph: GraphBuilder,
  weights: Weights,
  name: string,
  { input, residual, epsilon }: { input: string; residual: string; epsilon: number },
): string =>
  graph.node(
    "SkipLayerNormalization",
    [
      linear(graph, weights, `${name}.dense`, input),
      residual,
      ...layerNorm(graph, weights, `${name}.LayerNorm`),
      bias(graph, weights, `${name}.dense`),
    ],
    { epsilon: { float: epsilon } },
    FUSED,
  );

const encoderLayer = (
  graph: GraphBuilder,
  weights: Weights,
  layer: string,
  states: string,
  mask: string,
  config: BertConfig,
): string => {
  const epsilon = config.layer_norm_eps;
  const attended = selfAttention(graph, weights, layer, [states, mask], config.num_attention_heads);
  const middle = projectAndNormalize(graph, weights, `${layer}.attention.output`, {
    input: attended,
    residual: states,
    epsilon,
  });
  const dense = `${layer}.intermediate.dense`;
  const widened = graph.node(
    "BiasGelu",
    [linear(graph, weights, dense, middle), bias(graph, weights, dense)],
    {},
    FUSED,
  );
  return projectAndNormalize(graph, weights, `${layer}.output`, {
    input: widened,
    residual: middle,
    epsilon,
  });
};

const missing = (name: string): never => {
  throw new InvalidInputError(`the weights lack ${name}: they are not those of a BERT encoder`);
};

/**
 * The ONNX graph of a BERT encoder (Devlin et al. 2019) with its weights. Inputs are `input_ids`, `attention_mask` and
 * `token_type_ids`, int64 [batch, sequence]; the output is `last_hidden_state`, float [batch, sequence, hidden].
 *
 * @throws {InvalidInputError} when a tensor is missing.
 */
export const bertGraph = (config: BertConfig, tensors: ReadonlyMap<string, Tensor>): Uint8Array => {
  const weights: Weights = (name) => tensors.get(name) ?? tensors.get(`bert.${name}`) ?? missing(name);
  const graph = createGraphBuilder("bert");
  let [states, mask] = embeddings(graph, weights, config.layer_norm_eps);
  for (let index = 0; index < config.num_hidden_layers; index += 1) {
    states = encoderLayer(graph, weights, `encoder.layer.${index}`, states, mask, config);
  }
  const output = graph.node("Identity", [states], {}, { outputs: ["last_hidden_state"] });
  graph.output(output, "float", ["batch", "sequence", config.hidden_size]);
  return graph.encode();
};
