import protobuf from "protobufjs";

/**
 * The part of ONNX's protobuf schema that a graph of float tensors needs, with the field numbers of
 * https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3.
 */
const schema = protobuf.parse(
  `
  syntax = "proto3";
  package onnx;
  message AttributeProto {
    string name = 1; float f = 2; int64 i = 3; bytes s = 4; TensorProto t = 5;
    repeated float floats = 7; repeated int64 ints = 8; int32 type = 20;
  }
  message TensorProto { repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9; }
  message NodeProto {
    repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
    repeated AttributeProto attribute = 5; string domain = 7;
  }
  message Dimension { int64 dim_value = 1; string dim_param = 2; }
  message TensorShapeProto { repeated Dimension dim = 1; }
  message TensorType { int32 elem_type = 1; TensorShapeProto shape = 2; }
  message TypeProto { TensorType tensor_type = 1; }
  message ValueInfoProto { string name = 1; TypeProto type = 2; }
  message GraphProto {
    repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
    repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12;
  }
  message OperatorSetIdProto { string domain = 1; int64 version = 2; }
  message ModelProto {
    int64 ir_version = 1; string producer_name = 2; GraphProto graph = 7; repeated OperatorSetIdProto opset_import = 8;
  }
`,
  { keepCase: true },
).root;

/** ONNX's numbers of the element types we use. */
export const elementTypes = { float: 1, int32: 6, int64: 7, bool: 9 } as const;
export type ElementType = keyof typeof elementTypes;

/** ONNX's numbers of the attribute types we use. */
export const attributeTypes = { float: 1, int: 2, string: 3, ints: 7 } as const;

export interface AttributeMessage {
  readonly name: string;
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: Uint8Array;
  readonly ints?: readonly number[];
}

export interface NodeMessage {
  readonly name: string;
  readonly op_type: string;
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: readonly AttributeMessage[];
}

export interface TensorMessage {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data_type: number;
  readonly raw_data: Uint8Array;
}

export interface ValueMessage {
  readonly name: string;
  readonly type: {
    readonly tensor_type: {
      readonly elem_type: number;
      readonly shape: { readonly dim: readonly ({ dim_value: number } | { dim_param: string })[] };
    };
  };
}

export interface ModelMessage {
  readonly ir_version: number;
  readonly producer_name: string;
  readonly opset_import: readonly { readonly domain: string; readonly version: number }[];
  readonly graph: {
    readonly name: string;
    readonly node: readonly NodeMessage[];
    readonly initializer: readonly TensorMessage[];
    readonly input: readonly ValueMessage[];
    readonly output: readonly ValueMessage[];
  };
}

/** A model in ONNX's file format. */
export const encodeModel = (model: ModelMessage): Uint8Array => {
  const type = schema.lookupType("onnx.ModelProto");
  return type.encode(type.fromObject(model)).finish();
};
