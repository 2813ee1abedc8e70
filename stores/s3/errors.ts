import { S3ServiceException } from "@aws-sdk/client-s3";
import { SetupError, UnavailableError } from "../../domain/errors.ts";

const REFUSED = [401, 403];
const TOO_MANY_REQUESTS = 429;
/** What the client, Node or the system call a service that cannot be reached. */
const NETWORK =
  /^(TimeoutError|NetworkingError|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|ENOTFOUND|EAI_AGAIN|UND_ERR_.*)$/;

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : error.name;

/** Whether the service says that there is no such object. */
export const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException && ["NoSuchKey", "NotFound"].includes(error.name);

/**
 * The client's error as ours, naming the bucket and what to do; none of its messages holds a key. An error that is no
 * fault of the service is returned as it is.
 */
export const toTwinError = (error: unknown, where: string): unknown => {
  if (!(error instanceof Error)) return error;
  if (error instanceof S3ServiceException) {
    const { httpStatusCode: status = 0 } = error.$metadata;
    if (REFUSED.includes(status)) {
      return new SetupError(
        `The storage of artefacts (${where}) refuses access (${error.name}). Check ARTEFACTS_S3_ACCESS_KEY, ARTEFACTS_S3_SECRET_KEY and ARTEFACTS_S3_REGION, and that this key may read, write and delete there.`,
      );
    }
    if (error.name === "NoSuchBucket") {
      return new SetupError(`There is no bucket at ${where}. Create it, or mend ARTEFACTS_URL.`);
    }
    if (status >= 500 || status === TOO_MANY_REQUESTS) {
      return new UnavailableError(`The storage of artefacts (${where}) does not answer now: ${error.name}`);
    }
    return error;
  }
  if (error.name === "CredentialsProviderError") {
    return new SetupError(
      `No credentials for the storage of artefacts (${where}). Set ARTEFACTS_S3_ACCESS_KEY and ARTEFACTS_S3_SECRET_KEY.`,
    );
  }
  const code = codeOf(error);
  return NETWORK.test(code)
    ? new UnavailableError(`The storage of artefacts (${where}) does not answer: ${code}`, { cause: error })
    : error;
};
