import { describe, expect, test } from "vitest";
import { explainPipFailure } from "../../../stack/downloads/pip-failure.ts";

const retry = (error: string) =>
  `WARNING: Retrying (Retry(total=1, connect=None, read=None, redirect=None, status=None)) after connection broken by '${error}': /simple/six/`;
const missing = [
  "ERROR: Could not find a version that satisfies the requirement six==9 (from versions: 1.17.0)",
  "ERROR: No matching distribution found for six==9",
].join("\n");

describe("what pip says when it fails", () => {
  test.each([
    [
      "NewConnectionError('<pip._vendor.urllib3.connection.HTTPConnection object at 0x7f>: Failed to establish a new connection: [Errno 111] Connection refused')",
      "(Connection refused)",
    ],
    [
      "NewConnectionError('<...>: Failed to establish a new connection: [Errno -2] Name or service not known')",
      "(Name or service not known)",
    ],
    [
      "ReadTimeoutError(\"HTTPSConnectionPool(host='a', port=443): Read timed out. (read timeout=15)\")",
      "(timed out)",
    ],
    ["ProtocolError('gone')", "registry."],
  ])("is that the registry cannot be reached, not that a package is missing: %s", (error, reason) => {
    const told = explainPipFailure([retry(error), missing].join("\n"));
    expect(told).toContain("pip cannot reach its package registry");
    expect(told).toContain(reason);
    expect(told).not.toContain("No matching distribution");
    expect(told.split("\n")).toHaveLength(1);
  });

  test("is its errors, without its warnings", () => {
    const text = ["WARNING: There was an error checking the latest version of pip.", missing].join("\n");
    expect(explainPipFailure(text)).toBe(missing);
  });
});
