import { describe, expect, test } from "vitest";
import { createTaskBoard } from "../../../cli/start/task-board.ts";

const open = () => {
  let shown: readonly string[] = [];
  const board = createTaskBoard({
    update: (lines) => {
      shown = lines;
    },
    end: () => undefined,
  });
  return { board, shown: () => shown };
};

const failing = (error: unknown) => async () => {
  throw error;
};
const none = () => "";

describe("the board of tasks", () => {
  test("marks what failed, and what was stopped because of that", async () => {
    const { board, shown } = open();
    const cause = new Error("pip cannot reach its package registry");
    await board.run("Temporal", async () => 2, String);
    await expect(board.run("Embedding model", failing(cause), none)).rejects.toBe(cause);
    await expect(board.run("Web UI", failing(cause), none)).rejects.toBe(cause);
    const aborted = new Error("The operation was aborted", { cause });
    await expect(board.run("Generation model", failing(aborted), none)).rejects.toBe(aborted);
    expect(shown()).toEqual([
      "● Temporal: 2",
      "✗ Embedding model",
      "○ Web UI: stopped",
      "○ Generation model: stopped",
    ]);
  });

  test("marks as failed each failure of its own, also one without a cause", async () => {
    const { board, shown } = open();
    await board.run("A", failing(new Error("a")), none).catch(none);
    await board.run("B", failing(new Error("b")), none).catch(none);
    expect(shown()).toEqual(["✗ A", "✗ B"]);
  });

  test("marks as stopped what somebody stopped", async () => {
    const { board, shown } = open();
    await board
      .run("A", failing(new DOMException("This operation was aborted", "AbortError")), none)
      .catch(none);
    expect(shown()).toEqual(["○ A: stopped"]);
  });
});
