import { describe, expect, it } from "vitest";
import { createResourcePool } from "../../../models/generation/resource-pool.ts";

const { signal } = new AbortController();

describe("createResourcePool", () => {
  it("lends each resource once and serves those who wait in their order", async () => {
    const pool = createResourcePool(["a"]);
    const first = await pool.acquire(signal);
    const served: number[] = [];
    const waiting = [1, 2, 3].map(async (number) => {
      const loan = await pool.acquire(signal);
      served.push(number);
      loan.release();
    });
    first.release();
    first.release();
    await Promise.all(waiting);
    expect(served).toEqual([1, 2, 3]);
    await pool.drained();
  });

  it("lets go of one who aborts while waiting", async () => {
    const pool = createResourcePool(["a"]);
    const first = await pool.acquire(signal);
    const controller = new AbortController();
    const impatient = pool.acquire(controller.signal);
    const patient = pool.acquire(signal);
    controller.abort(new Error("left"));
    await expect(impatient).rejects.toThrow("left");
    first.release();
    (await patient).release();
    await pool.drained();
  });
});
