import { expect, it } from "vitest";
import { createLiveBlock } from "../../../cli/output/live-block.ts";

const record = (isTTY: boolean) => {
  const written: string[] = [];
  const stream = { write: (text: string) => written.push(text), isTTY, columns: 12 };
  return { live: createLiveBlock(stream), written };
};

it("overwrites its lines on a terminal, cut to its width", () => {
  const { live, written } = record(true);
  live.update(["one", "two"]);
  live.update(["a line that is too long"]);
  expect(written).toEqual(["one\ntwo\n", "\u001b[2A\u001b[0Ja line that\n"]);
});

it("writes elsewhere only what is new, and the last state at the end", () => {
  const { live, written } = record(false);
  live.update(["step 1"]);
  for (let done = 0; done < 100; done += 1) live.update(["step 1", `step 2: ${done}`]);
  live.end();
  live.end();
  expect(written).toEqual(["step 1\n", "step 2: 99\n"]);
});
