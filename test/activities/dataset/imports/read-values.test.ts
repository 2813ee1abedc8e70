import { expect, test } from "vitest";
import { readValues } from "../../../../activities/dataset/imports/read-values.ts";

/** A file in pieces, which says whether it was closed. */
const openFile = (...pieces: string[]) => {
  const state = { closed: false };
  const content = async function* () {
    try {
      for (const piece of pieces) yield new TextEncoder().encode(piece);
    } finally {
      state.closed = true;
    }
  };
  return { content: content(), state };
};

const readAll = async (content: AsyncIterable<Uint8Array>): Promise<unknown[]> => {
  const values: unknown[] = [];
  for await (const place of readValues(content, 1_000)) {
    values.push("value" in place ? place.value : place.where);
  }
  return values;
};

test("an array and lines give the same values, however the file is cut", async () => {
  for (const pieces of [
    ['[{"a":1},', ' {"a":2}]'],
    [" ", "\n", '{"a":1}\n{"a"', ":2}\n"],
    ['\uFEFF[{"a":1},{"a":2}]'],
  ]) {
    const { content, state } = openFile(...pieces);
    expect(await readAll(content)).toEqual([{ a: 1 }, { a: 2 }]);
    expect(state.closed).toBe(true);
  }
});

test("a broken line does not hide the next one", async () => {
  expect(await readAll(openFile('{"a":\n{"a":2}\n').content)).toEqual(["line 1", { a: 2 }]);
});

test.each([
  ["a broken array", ["[{]}", " more"]],
  ["an array that breaks later", ['[{"a":1},', "{]}", " more"]],
])("%s is refused, and its file closed", async (_what, pieces) => {
  const { content, state } = openFile(...pieces);
  await expect(readAll(content)).rejects.toThrow();
  expect(state.closed).toBe(true);
});

test("who stops early closes the file", async () => {
  const { content, state } = openFile('{"a":1}\n', '{"a":2}\n');
  for await (const _place of readValues(content, 1_000)) break;
  expect(state.closed).toBe(true);
});
