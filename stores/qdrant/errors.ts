import { z } from "zod";
import { describeError } from "../../domain/describe-error.ts";
import {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SetupError,
  TwinError,
  UnavailableError,
} from "../../domain/errors.ts";

/** An answer of Qdrant that is an error, as the client throws it. */
const answerSchema = z.object({
  status: z.number(),
  data: z
    .object({ status: z.object({ error: z.string() }) })
    .optional()
    .catch(undefined),
});

/** How Qdrant says that vectors and collection do not fit. */
const MISFIT = /dimension error|not existing vector name|vector name .* does not exist/i;

const reasonOf = (error: unknown): string => {
  const { cause } = error instanceof Error ? error : {};
  return [error, cause].filter(Boolean).map(describeError).join(": ");
};

/** The HTTP status that Qdrant answered with, if that is what the error is. */
export const statusOf = (error: unknown): number | undefined => answerSchema.safeParse(error).data?.status;

/**
 * The client's error as ours. Messages name the host and the collection; neither the client's errors nor ours hold
 * the API key. What never got an answer (refused, reset, timed out) is `UnavailableError`.
 */
export const toTwinError = (
  error: unknown,
  { host, collection }: { readonly host: string; readonly collection: string | undefined },
): unknown => {
  if (error instanceof TwinError || error instanceof z.ZodError) return error;
  const answer = answerSchema.safeParse(error).data;
  if (!answer) {
    return new UnavailableError(`Qdrant at ${host} does not answer: ${reasonOf(error)}`);
  }
  const { status } = answer;
  const said = answer.data?.status.error ?? `status ${status}`;
  if (status === 401 || status === 403) {
    return new SetupError(`Qdrant at ${host} refused the API key. Check QDRANT_API_KEY.`);
  }
  if (status === 404) {
    return new NotFoundError(`The vector store has no collection "${collection ?? "?"}" (${said})`);
  }
  if (status === 429 || status >= 500) {
    return new UnavailableError(`Qdrant at ${host} cannot answer now: ${said}`);
  }
  if (status === 409 || MISFIT.test(said)) {
    return new ConflictError(`Collection "${collection ?? "?"}" does not take this: ${said}`);
  }
  return new InvalidInputError(`Qdrant at ${host} refused a request on "${collection ?? "?"}": ${said}`);
};
