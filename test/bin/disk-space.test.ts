import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { npmFailure, saysDiskFull } from "../../bin/bootstrap/bootstrap-error.mjs";
import { ensureFreeSpace } from "../../bin/bootstrap/free-space.mjs";
import { isDiskFull } from "../../stack/downloads/disk-full.ts";

/** What each program says of a full disk. */
const words = [
  "npm error code ENOSPC",
  "OSError: [Errno 28] No space left on device",
  "tar: package/bin/node: Wrote only 1536 of 10240 bytes",
  "Disk quota exceeded",
];

describe("a full disk", () => {
  test.each(words)("is known by %j", (text) => {
    expect(saysDiskFull(text)).toBe(true);
  });

  test.each(words.slice(1))("is known to downloads by %j", (text) => {
    expect(isDiskFull(new Error("unpacking failed", { cause: new Error(text) }))).toBe(true);
  });

  test("is not seen in other failures", () => {
    for (const text of ["tar: Unexpected EOF in archive", "npm error code ENOTFOUND", ""]) {
      expect(saysDiskFull(text)).toBe(false);
      expect(isDiskFull(new Error(text))).toBe(false);
    }
  });

  test("is told with the room that is needed", () => {
    expect(npmFailure("Installing packages", "ENOSPC", "2.2 GB in /here").message).toContain(
      "the disk is full. It takes 2.2 GB in /here",
    );
  });

  test("is found before the work where the room is known to be too small", async () => {
    const options = { what: "Installing packages", folder: tmpdir() };
    await expect(ensureFreeSpace({ ...options, needed: 1 })).resolves.toBeUndefined();
    await expect(ensureFreeSpace({ ...options, needed: 1e18 })).rejects.toThrow(
      /^Installing packages needs 1000000000\.0 GB in .+, but only \d+\.\d GB are free there/,
    );
  });
});
