import {
  type AttributeMessage,
  attributeTypes,
  type ElementType,
  elementTypes,
  encodeModel,
  type NodeMessage,
  type TensorMessage,
  type ValueMessage,
} from "./onnx-format.ts";
import type { Tensor } from "./safetensors.ts";

/** An attribute: whole numbers become ints, `{ float }` a float. */
export type Attribute = number | string | readonly number[] | { readonly float: number };

const toAttribute = (name: string, value: Attribute): AttributeMessage => {
  if (typeof value === "number") return { name, type: attributeTypes.int, i: value };
  if (typeof value === "string")
    return { name, type: attributeTypes.string, s: new TextEncoder().encode(value) };
  if ("float" in value) return { name, type: attributeTypes.float, f: value.float };
  return { name, type: attributeTypes.ints, ints: value };
};

const toValue = (name: string, type: ElementType, shape: readonly (number | string)[]): ValueMessage => ({
  name,
  type: {
    tensor_type: {
      elem_type: elementTypes[type],
      shape: {
        dim: shape.map((size) => (typeof size === "number" ? { dim_value: size } : { dim_param: size })),
      },
    },
  },
});

export interface GraphBuilder {
  /** Declares an input; sizes that vary have names. Returns its name. */
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string;
  output(name: string, type: ElementType, shape: readonly (number | string)[]): void;
  /** Adds constant floats under a name of their own. Returns the name. */
  floats(name: string, tensor: Tensor): string;
  /** Adds a constant of whole numbers. Returns its name. */
  integers(name: string, values: readonly number[], shape?: readonly number[]): string;
  /** Adds an operator and returns the name of its first output. An empty input name leaves an optional input out. */
  node(
    operator: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    options?: { readonly domain?: string; readonly outputs?: readonly string[] },
  ): string;
  /** The whole as an ONNX file. */
  encode(): Uint8Array;
}

/** The operator sets that a graph may use: ONNX's own, and onnxruntime's fused operators. */
const opsets = [
  { domain: "", version: 20 },
  { domain: "com.microsoft", version: 1 },
];
/** The file format version that opset 20 came with. */
const IR_VERSION = 9;

/** Collects the parts of an ONNX graph, in the order in which they run. */
export const createGraphBuilder = (name: string): GraphBuilder => {
  const node: NodeMessage[] = [];
  const initializer: TensorMessage[] = [];
  const input: ValueMessage[] = [];
  const output: ValueMessage[] = [];
  return {
    input: (inputName, type, shape) => {
      input.push(toValue(inputName, type, shape));
      return inputName;
    },
    output: (outputName, type, shape) => {
      output.push(toValue(outputName, type, shape));
    },
    floats: (tensorName, { shape, data }) => {
      const raw_data = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      initializer.push({ name: tensorName, dims: shape, data_type: elementTypes.float, raw_data });
      return tensorName;
    },
    integers: (tensorName, values, shape = [values.length]) => {
      const raw_data = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
      initializer.push({ name: tensorName, dims: shape, data_type: elementTypes.int64, raw_data });
      return tensorName;
    },
    node: (operator, inputs, attributes = {}, { domain = "", outputs } = {}) => {
      const nodeName = `${operator}_${node.length}`;
      const names = outputs ?? [`${nodeName}_output`];
      node.push({
        name: nodeName,
        op_type: operator,
        domain,
        input: inputs,
        output: names,
        attribute: Object.entries(attributes).map(([key, value]) => toAttribute(key, value)),
      });
      return names[0] ?? nodeName;
    },
    encode: () =>
      encodeModel({
        ir_version: IR_VERSION,
        producer_name: "llm-twin",
        opset_import: opsets,
        graph: { name, node, initializer, input, output },
      }),
  };
};
