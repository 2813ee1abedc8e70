import { describe, expect, it } from "vitest";
import { createLogger } from "../../configs/logger.ts";
import { readSettings } from "../../configs/settings.ts";

const settings = readSettings({
  API_KEYS: "key-number-one-0123456789,key-number-two-0123456789",
  MONGODB_URI: "mongodb://owner:p%40ssword-of-mine@db.example/twin",
  LOG_LEVEL: "info",
});

const capture = () => {
  const lines: string[] = [];
  return { logger: createLogger(settings, "test", { write: (line) => lines.push(line) }), lines };
};

describe("createLogger", () => {
  it("writes JSON lines with name, time and message", () => {
    const { logger, lines } = capture();
    logger.info({ documents: 3 }, "imported");
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({ name: "test", documents: 3, msg: "imported" });
  });

  it("keeps secret settings out of messages, fields and errors", () => {
    const { logger, lines } = capture();
    logger.info({ headers: { authorization: "Bearer something" } }, "key-number-two-0123456789 was sent");
    logger.error(new Error(`cannot connect to ${settings.mongodbUri}`));
    logger.error({ detail: "bad password p@ssword-of-mine" }, "refused");
    const written = lines.join("");
    expect(written).toContain("[redacted]");
    for (const secret of ["key-number-two", "p%40ssword", "p@ssword", "Bearer something"]) {
      expect(written).not.toContain(secret);
    }
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  it("leaves out what is below the level", () => {
    const { logger, lines } = capture();
    logger.debug("detail");
    expect(lines).toEqual([]);
  });
});
