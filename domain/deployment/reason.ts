import { describeError } from "../describe-error.ts";
import { TwinError } from "../errors.ts";

/** Why a gateway could not serve a version, as its report says it: the error's code, then its message. */
export const toReason = (error: unknown): string =>
  `${error instanceof TwinError ? error.code : "error"}: ${describeError(error)}`;

/** Takes such a reason apart. */
export const parseReason = (reason: string): { readonly code: string; readonly message: string } => {
  const at = reason.indexOf(": ");
  return at < 0
    ? { code: "error", message: reason }
    : { code: reason.slice(0, at), message: reason.slice(at + 2) };
};
