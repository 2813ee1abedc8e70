import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unpack } from "../../../stack/downloads/unpack.ts";

let folder: string;
const archives = { zip: "", "tar.gz": "" };
const sha256 = createHash("sha256").update("#!/bin/sh\n").digest("hex");

/** A zip with one stored file, written by hand so that no tool is needed. */
const storedZip = (name: string, data: Buffer, crc: number): Buffer => {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(data.length, 14);
  fields.writeUInt32LE(data.length, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from("PK\x03\x04"), fields, Buffer.from(name), data]);
  const central = Buffer.concat([
    Buffer.from("PK\x01\x02\x14\x00"),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
};

beforeAll(async () => {
  const { crc32 } = await import("node:zlib");
  folder = await mkdtemp(join(tmpdir(), "unpack-"));
  const data = Buffer.from("#!/bin/sh\n");
  await writeFile(join(folder, "program"), data);
  archives.zip = join(folder, "a.zip");
  archives["tar.gz"] = join(folder, "a.tar.gz");
  await writeFile(archives.zip, storedZip("program", data, crc32(data)));
  execFileSync("tar", ["-czf", archives["tar.gz"], "-C", folder, "program"]);
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(["zip", "tar.gz"] as const)("unpack %s", (kind) => {
  it("takes a member out, under another name, checked and executable", async () => {
    const into = join(folder, `out-${kind}`);
    await unpack(
      kind,
      archives[kind],
      [{ member: "program", path: "bin/run", sha256, executable: true }],
      into,
    );
    expect(await readFile(join(into, "bin/run"), "utf8")).toBe("#!/bin/sh\n");
    expect((await stat(join(into, "bin/run"))).mode & 0o111).toBe(0o111);
  });

  it("refuses a member with another checksum, and one that is missing", async () => {
    const into = join(folder, `bad-${kind}`);
    const wrong = { member: "program", path: "run", sha256: "00" };
    await expect(unpack(kind, archives[kind], [wrong], into)).rejects.toThrow(/SHA-256/);
    await expect(unpack(kind, archives[kind], [{ member: "other", path: "o" }], into)).rejects.toThrow(
      /other/,
    );
  });
});
