import { describe, expect, it } from "vitest";
import { UnavailableError } from "../../../domain/errors.ts";
import { onDisk } from "../../../stores/filesystem/disk.ts";

const failing = (code: string) => () => Promise.reject(Object.assign(new Error("write failed"), { code }));

describe("onDisk", () => {
  it.each(["ENOSPC", "EDQUOT"])("says that the disk is full at %s, and what it keeps", async (code) => {
    const writing = onDisk("artefacts (/store)", failing(code));
    await expect(writing).rejects.toBeInstanceOf(UnavailableError);
    await expect(writing).rejects.toThrow("The disk that keeps artefacts (/store) is full");
  });

  it("leaves every other error as it is", async () => {
    await expect(onDisk("artefacts", failing("EIO"))).rejects.toMatchObject({ code: "EIO" });
  });
});
