import { describe, expect, it } from "vitest";
import { createNotifyPeople } from "../../../../activities/training/models/notify-people.ts";
import { approval } from "../../../support/registry-records.ts";

const set = (answer: () => Response) => {
  const lines: string[] = [];
  const sent: { url: string; body: unknown }[] = [];
  const notify = createNotifyPeople({
    logger: { info: () => {}, warn: (...line: unknown[]) => void lines.push(JSON.stringify(line)) },
    webhook: "https://hooks.example.org/secret-path",
    fetch: async (url, init) => {
      sent.push({ url: String(url), body: JSON.parse(String(init?.body)) });
      return answer();
    },
  });
  return { notify, lines, sent };
};

describe("createNotifyPeople", () => {
  it("posts what is waited for, until when, and which gates failed", async () => {
    const { notify, sent } = set(() => new Response("ok"));
    await notify(approval({ versionId: "ada-v2", failedGates: ["loss"] }), "reminder");
    expect(sent).toHaveLength(1);
    expect(sent[0]?.body).toMatchObject({
      text: expect.stringMatching(/^Reminder: The model ada-v2 waits .*Gates failed: loss\.$/),
      versionId: "ada-v2",
    });
  });

  it.each([
    ["refuses", () => new Response("no", { status: 500 })],
    [
      "fails",
      () => {
        throw new Error("connect ECONNREFUSED");
      },
    ],
  ])("is not held up by a webhook that %s, and never logs its address", async (_, answer) => {
    const { notify, lines } = set(answer);
    await notify(approval(), "requested");
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain("secret-path");
  });
});
