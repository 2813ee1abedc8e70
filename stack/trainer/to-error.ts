import { InvalidInputError, type TwinError, UnavailableError } from "../../domain/errors.ts";
import type { TrainerEvent } from "./events.ts";
import type { ProcessEnd } from "./trainer-process.ts";

type ErrorEvent = Extract<TrainerEvent, { event: "error" }>;

const withTail = (message: string, tail: string): string => (tail ? `${message}\n${tail}` : message);

const describeEnd = ({ code, killedBy }: ProcessEnd): string => {
  if (killedBy === "SIGKILL") {
    return "was killed (SIGKILL); where nobody did so, the system ran out of memory: lower batchSize or maxLength";
  }
  return killedBy ? `was ended by ${killedBy}` : `ended with code ${code}`;
};

/**
 * What a trainer that gave no result means for its caller.
 *
 * @param told the error event that it wrote, where it did.
 */
export const toTrainerError = (command: string, told: ErrorEvent | undefined, end: ProcessEnd): TwinError => {
  if (!told) return new UnavailableError(withTail(`The trainer's ${command} ${describeEnd(end)}.`, end.tail));
  const message = told.field ? `${told.field}: ${told.message}` : told.message;
  switch (told.kind) {
    case "config":
    case "data":
      return new InvalidInputError(`The trainer's ${command} was refused: ${message}`);
    case "out-of-memory":
      return new UnavailableError(`The trainer's ${command} ran out of memory: ${message}`);
    default:
      return new UnavailableError(withTail(`The trainer's ${command} failed: ${message}`, end.tail));
  }
};
