import { expect, it } from "vitest";
import { isRecentEnough, releaseFor } from "../../bin/bootstrap/node-release.mjs";

it.each([
  ["20.20.2", false],
  ["22.18.0", false],
  ["24.0.0", true],
  ["26.1.0", true],
])("Node %s: %s", (version, recent) => expect(isRecentEnough(version)).toBe(recent));

it("knows Nodes that are recent enough, each with a checksum", () => {
  for (const platform of ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"]) {
    const release = releaseFor(platform);
    expect(isRecentEnough(release?.version ?? "0")).toBe(true);
    expect(release?.integrity).toMatch(/^sha512-[A-Za-z0-9+/]{86}==$/);
  }
  expect(releaseFor("aix-ppc64")).toBeUndefined();
});
