import { problemSchema } from "../../api/contract/problem.ts";
import {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SetupError,
  type TwinError,
  UnavailableError,
} from "../../domain/errors.ts";
import { printable } from "../output/format.ts";

const describe = async (response: Response): Promise<string> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => undefined));
  if (!problem.success) return `The gateway answered with status ${response.status}.`;
  const { detail, errors = [] } = problem.data;
  return printable([detail, ...errors.map(({ path, message }) => `  ${path}: ${message}`)].join("\n"));
};

/** The error of ours that a refusal of the gateway stands for. */
export const toGatewayError = async (response: Response): Promise<TwinError> => {
  const message = await describe(response);
  if (response.status === 401) {
    return new SetupError(`${message} Give the key by --api-key or set API_KEYS.`);
  }
  if (response.status === 404) return new NotFoundError(message);
  if (response.status === 409) return new ConflictError(message);
  if (response.status < 500 && response.status !== 429) return new InvalidInputError(message);
  return new UnavailableError(message);
};
