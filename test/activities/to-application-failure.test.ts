import { ApplicationFailure, CancelledFailure } from "@temporalio/common";
import { describe, expect, it } from "vitest";
import { toApplicationFailure, withApplicationFailures } from "../../activities/to-application-failure.ts";
import { InvalidInputError, UnavailableError } from "../../domain/errors.ts";

describe("toApplicationFailure", () => {
  it("makes a final error non-retryable, with its code as type", () => {
    const error = new InvalidInputError("title: is missing");
    const failure = toApplicationFailure(error);
    expect(failure).toBeInstanceOf(ApplicationFailure);
    expect(failure).toMatchObject({
      message: "title: is missing",
      type: "invalid-input",
      nonRetryable: true,
      cause: error,
    });
  });

  it("leaves a passing error retryable, after the time it asked for", () => {
    const failure = toApplicationFailure(new UnavailableError("busy", { retryAfterMs: 7_000 }));
    expect(failure).toMatchObject({ type: "unavailable", nonRetryable: false, nextRetryDelay: 7_000 });
    expect(toApplicationFailure(new UnavailableError("down"))).toMatchObject({ nextRetryDelay: undefined });
  });

  it("leaves cancellation and unknown errors alone", () => {
    for (const error of [new CancelledFailure("stopped"), new TypeError("a bug"), "text"]) {
      expect(toApplicationFailure(error)).toBe(error);
    }
  });
});

describe("withApplicationFailures", () => {
  const activities = withApplicationFailures({
    double: async (value: number): Promise<number> => value * 2,
    refuse: async (): Promise<never> => {
      throw new InvalidInputError("no");
    },
    refuseAtOnce: (): Promise<never> => {
      throw new InvalidInputError("no");
    },
  });

  it("passes arguments and results through", async () => {
    expect(await activities.double(21)).toBe(42);
  });

  it("turns what is thrown into a failure, thrown early or late", async () => {
    await expect(activities.refuse()).rejects.toBeInstanceOf(ApplicationFailure);
    await expect(activities.refuseAtOnce()).rejects.toBeInstanceOf(ApplicationFailure);
  });
});
