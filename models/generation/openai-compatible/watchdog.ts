import { UnavailableError } from "../../../domain/errors.ts";

/** Longest silences in milliseconds: until the server answers, until its first event, and between two events. */
export interface Timeouts {
  readonly connect: number;
  readonly firstEvent: number;
  readonly idle: number;
}

/** A server under load may take a while to begin; pings don't count as life, since a stuck generator sends them too. */
export const defaultTimeouts: Timeouts = { connect: 60_000, firstEvent: 120_000, idle: 60_000 };

export interface Watchdog {
  /** Aborted with the caller's reason, or with an `UnavailableError` once a wait takes too long. */
  readonly signal: AbortSignal;
  /** Starts a wait, which ends the one before. */
  expect(wait: keyof Timeouts): void;
  /** Stops waiting until the next `expect`. */
  rest(): void;
  /** Stops waiting and aborts `signal`, which closes the connection. Call it always, or its timer stays. */
  end(): void;
}

const waits: Readonly<Record<keyof Timeouts, string>> = {
  connect: "did not answer",
  firstEvent: "sent no token",
  idle: "fell silent in the middle of the answer",
};

/** Watches one request for silence. */
export const createWatchdog = (server: string, timeouts: Timeouts, callersSignal: AbortSignal): Watchdog => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const rest = (): void => clearTimeout(timer);
  return {
    signal: AbortSignal.any([callersSignal, controller.signal]),
    expect: (wait) => {
      rest();
      timer = setTimeout(() => {
        controller.abort(
          new UnavailableError(`${server} ${waits[wait]} for ${timeouts[wait] / 1_000} seconds`),
        );
      }, timeouts[wait]);
    },
    rest,
    end: () => {
      rest();
      controller.abort();
    },
  };
};
