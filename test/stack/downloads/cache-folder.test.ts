import { homedir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../../stack/downloads/cache-folder.ts";

describe("cacheFolder", () => {
  it("takes the setting first, then XDG_CACHE_HOME, then the home folder", () => {
    const environment = { XDG_CACHE_HOME: "/xdg", HOME: "/home/ada" };
    expect(cacheFolder({ cacheDir: "/mine" }, environment)).toBe("/mine");
    expect(cacheFolder({}, environment)).toBe("/xdg/llm-twin");
    expect(cacheFolder({}, { HOME: "/home/ada" })).toBe("/home/ada/.cache/llm-twin");
    expect(cacheFolder({}, {})).toBe(join(homedir(), ".cache", "llm-twin"));
  });
});
