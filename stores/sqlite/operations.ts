import { registryReads, registryWrites } from "./registry/operations.ts";
import type { ThreadContext } from "./thread-context.ts";
import { vectorReads, vectorWrites } from "./vectors/operations.ts";
import { warehouseReads, warehouseWrites } from "./warehouse-operations.ts";

/** Everything that a database thread can be asked to do, by name. Each runs in one transaction. */
export const readOperations = { ...warehouseReads, ...vectorReads, ...registryReads };
export const writeOperations = { ...warehouseWrites, ...vectorWrites, ...registryWrites };

export type ReadOperations = typeof readOperations;
export type WriteOperations = typeof writeOperations;

type Operation = (context: ThreadContext, ...args: never[]) => unknown;
export type Arguments<Of extends Operation> = Of extends (
  context: ThreadContext,
  ...args: infer Args
) => unknown
  ? Args
  : never;

/** What a thread is sent: a request by `id`, or the wish that it closes the file and ends. */
export type ThreadRequest =
  | { readonly type: "call"; readonly id: number; readonly name: string; readonly args: readonly unknown[] }
  | { readonly type: "close" };
