import { Context } from "@temporalio/activity";
import { MockActivityEnvironment } from "@temporalio/testing";
import { describe, expect, it } from "vitest";
import { createActivityContexts } from "../../activities/activity-context.ts";

const observe = (info: { heartbeatDetails?: unknown } = {}) => {
  const environment = new MockActivityEnvironment(info);
  const heartbeats: unknown[] = [];
  environment.on("heartbeat", (details) => heartbeats.push(details));
  return { environment, heartbeats };
};

describe("createActivityContexts", () => {
  it("repeats what the activity told last, so that a retry can go on from there", async () => {
    const { environment, heartbeats } = observe();
    const contexts = createActivityContexts();
    await environment.run(async () => {
      contexts.current().heartbeat({ done: 1 });
      contexts.current().heartbeat({ done: 2 });
      contexts.repeatHeartbeat(Context.current());
    });
    expect(heartbeats).toEqual([{ done: 1 }, { done: 2 }, { done: 2 }]);
  });

  it("repeats what an earlier attempt told, until this one has told something", async () => {
    const { environment, heartbeats } = observe({ heartbeatDetails: { done: 7 } });
    const contexts = createActivityContexts();
    await environment.run(async () => {
      expect(contexts.current().lastHeartbeat).toEqual({ done: 7 });
      contexts.repeatHeartbeat(Context.current());
      contexts.current().heartbeat({ done: 8 });
      contexts.repeatHeartbeat(Context.current());
    });
    expect(heartbeats).toEqual([{ done: 7 }, { done: 8 }, { done: 8 }]);
  });

  it("keeps apart what runs at once", async () => {
    const contexts = createActivityContexts();
    const [one, other] = [observe(), observe()];
    await Promise.all(
      [one, other].map(({ environment }, index) =>
        environment.run(async () => {
          contexts.current().heartbeat(index);
          await Promise.resolve();
          contexts.repeatHeartbeat(Context.current());
        }),
      ),
    );
    expect(one.heartbeats).toEqual([0, 0]);
    expect(other.heartbeats).toEqual([1, 1]);
  });
});
