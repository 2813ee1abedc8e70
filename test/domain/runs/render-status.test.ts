import { describe, expect, it } from "vitest";
import { renderStatus } from "../../../domain/runs/render-status.ts";

describe("renderStatus", () => {
  it("shows each step with its progress, and what failed", () => {
    const markdown = renderStatus({
      steps: [
        {
          name: "documents",
          state: "running",
          done: 8,
          total: 76,
          unit: "documents",
          counts: { chunks: 1_234 },
        },
        { name: "deletions", state: "waiting", done: 0, total: null, unit: "documents removed", counts: {} },
      ],
      failures: [{ where: "https://a.org/x_y", reason: "no | text" }],
      notes: ["Embedding model x_y"],
      waitingFor: null,
    });
    expect(markdown).toContain("| ◐ documents | 8 of 76 documents | 1,234 chunks |");
    expect(markdown).toContain("| ○ deletions | 0 documents removed |  |");
    expect(markdown).toContain("- Embedding model x\\_y");
    expect(markdown).toContain("https://a.org/x\\_y: no \\| text");
  });
});
