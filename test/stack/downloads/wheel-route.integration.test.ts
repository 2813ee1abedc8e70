import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FetchProgress, WheelRoute } from "../../../stack/downloads/artefact.ts";
import { fetchArtefact } from "../../../stack/downloads/fetch-artefact.ts";
import { findPip } from "../../../stack/downloads/python-client.ts";

/** A small wheel (11 kB) that has not changed for years. */
const route = (sha256: string): WheelRoute => ({
  kind: "wheel",
  label: "the registry",
  wheels: [
    {
      package: "six",
      version: "1.17.0",
      sha256,
      members: [{ member: "six.py", path: "six.py" }],
    },
  ],
});
const sha256 = "4721f391ed90541fddacab5acf947aa0d3dc7d27b2e1e8eda2be8970586c3274";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "wheels-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("a wheel from the package registry", () => {
  it("is fetched by pip, checked and opened", async () => {
    const into = join(folder, "six");
    const steps = new Set<FetchProgress["step"]>();
    await fetchArtefact({
      name: "six",
      routes: [route(sha256)],
      into,
      requires: ["six.py"],
      byHand: "",
      onProgress: ({ step }) => steps.add(step),
    });
    expect(await readFile(join(into, "six.py"), "utf8")).toContain("__version__");
    expect(steps).toContain("unpacking");
  });

  it("is refused with another checksum", async () => {
    const into = join(folder, "other");
    const wrong = sha256.replace("4721", "0000");
    await expect(
      fetchArtefact({ name: "six", routes: [route(wrong)], into, requires: ["six.py"], byHand: "" }),
    ).rejects.toThrow(/SHA-256 4721/);
    await expect(access(into)).rejects.toThrow("ENOENT");
  });

  it("says what to install where there is no pip", async () => {
    await expect(findPip(undefined, [["no-such-python", "-m", "pip"]])).rejects.toThrow(
      /no pip was found \(tried no-such-python -m pip\)/,
    );
  });
});
