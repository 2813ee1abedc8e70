import { ApplicationFailure } from "@temporalio/common";
import { TwinError, UnavailableError } from "../domain/errors.ts";

/**
 * What Temporal is to make of whatever an activity threw: our own errors become failures of type `code` that are
 * retried or not as the error says, and when it says. Everything else, cancellation above all, stays what it is.
 */
export const toApplicationFailure = (error: unknown): unknown => {
  if (!(error instanceof TwinError)) return error;
  const retryAfterMs = error instanceof UnavailableError ? error.retryAfterMs : undefined;
  return ApplicationFailure.create({
    message: error.message,
    type: error.code,
    nonRetryable: !error.retryable,
    cause: error,
    ...(retryAfterMs === undefined ? {} : { nextRetryDelay: retryAfterMs }),
  });
};

const wrap =
  <Arguments extends readonly unknown[], Result>(
    activity: (...given: Arguments) => Promise<Result>,
  ): ((...given: Arguments) => Promise<Result>) =>
  async (...given) => {
    try {
      return await activity(...given);
    } catch (error) {
      throw toApplicationFailure(error);
    }
  };

/** The same activities, whose errors are ones that Temporal understands. The edge at which `TwinError`s end. */
export const withApplicationFailures = <
  Activities extends { readonly [Name in keyof Activities]: (...given: never[]) => Promise<unknown> },
>(
  activities: Activities,
): Activities =>
  // The same names with functions of the same types: `wrap` changes what is thrown alone.
  Object.fromEntries(
    Object.entries<(...given: never[]) => Promise<unknown>>(activities).map(([name, activity]) => [
      name,
      wrap(activity),
    ]),
  ) as Activities;
