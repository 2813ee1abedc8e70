import { isGrpcServiceError, ServiceError, WorkflowNotFoundError } from "@temporalio/client";
import { describeError } from "../../domain/describe-error.ts";
import { InvalidInputError, NotFoundError, UnavailableError } from "../../domain/errors.ts";

/** gRPC's status codes that are the caller's fault. */
const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;

const grpcErrorOf = (error: unknown): { code: number; details: string } | undefined => {
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) ? cause : undefined;
};

/** Our error for an error of Temporal's client; other errors are handed back as they are. */
export const fromTemporalError = (error: unknown): unknown => {
  if (error instanceof WorkflowNotFoundError) {
    return new NotFoundError(`There is no run with the id ${JSON.stringify(error.workflowId)}.`, {
      cause: error,
    });
  }
  const grpc = grpcErrorOf(error);
  if (!grpc) return error;
  if (grpc.code === NOT_FOUND) return new NotFoundError(`Temporal: ${grpc.details}`, { cause: error });
  if (grpc.code === INVALID_ARGUMENT) {
    return new InvalidInputError(`Temporal refuses this: ${grpc.details}`, { cause: error });
  }
  return new UnavailableError(`Temporal does not answer: ${describeError(grpc)}`, { cause: error });
};
