/**
 * The base of every error that we throw on purpose. `code` names the kind for machines, `retryable` says what the
 * caller should do; the message names what was wrong, with the value, and how to mend it.
 */
export abstract class TwinError extends Error {
  abstract readonly code: string;
  abstract readonly retryable: boolean;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** What was asked for is wrong and stays wrong: trying again cannot help. */
export class InvalidInputError extends TwinError {
  readonly code: string = "invalid-input";
  readonly retryable = false;
}

/** What was handed in is larger than what is taken. */
export class TooLargeError extends InvalidInputError {
  override readonly code: string = "too-large";
}

/** What was named does not exist. */
export class NotFoundError extends TwinError {
  readonly code: string = "not-found";
  readonly retryable = false;
}

/** What was asked for contradicts what is there (already running, already decided, another version). */
export class ConflictError extends TwinError {
  readonly code: string = "conflict";
  readonly retryable = false;
}

/** What was stored is not what was read: its SHA-256 differs. */
export class ChecksumError extends TwinError {
  readonly code: string = "checksum";
  readonly retryable = false;
}

/** A model that was to serve failed its smoke test. */
export class SmokeTestError extends TwinError {
  readonly code: string = "smoke-test";
  readonly retryable = false;
}

/** Something we depend on does not answer now; later it may. */
export class UnavailableError extends TwinError {
  readonly code: string = "unavailable";
  readonly retryable = true;
  /** Milliseconds after which it asked to be tried again, where it did. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options?: ErrorOptions & { readonly retryAfterMs?: number | undefined }) {
    super(message, options);
    this.retryAfterMs = options?.retryAfterMs;
  }
}

/** A part is missing or set up wrongly; the message says how to get it. */
export class SetupError extends TwinError {
  readonly code: string = "setup";
  readonly retryable = false;
}
