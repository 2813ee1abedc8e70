import { InvalidInputError } from "../../../domain/errors.ts";
import type { methods as names } from "../../../domain/runs/continuous-training.ts";
import { lora } from "./lora.ts";
import type { Method } from "./method.ts";

const methods: Readonly<Record<(typeof names)[number], Method>> = { lora };

/** @throws {InvalidInputError} when there is no method of that name; it lists those there are. */
export const findMethod = (name: string): Method => {
  const method = Object.entries(methods).find(([known]) => known === name)?.[1];
  if (method) return method;
  throw new InvalidInputError(
    `method: there is no ${JSON.stringify(name)}; there is ${Object.keys(methods).join(", ")}`,
  );
};
