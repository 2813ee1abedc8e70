import { expect, test } from "vitest";
import { createRandom } from "../../../api/map/random.ts";
import { drawSample } from "../../../api/map/sample.ts";
import { layOut } from "../../../api/map/umap.ts";

const groups = Array.from({ length: 30 }, (_, index) =>
  Array.from({ length: 6 }, (_, axis) => (axis === index % 2 ? 1 : 0.02 * ((index * 5 + axis) % 7))),
);

test("the same seed gives the same map, and groups stay apart", () => {
  const points = layOut(groups, 1, () => undefined);
  expect(layOut(groups, 1, () => undefined)).toEqual(points);
  const centre = (parity: number) => {
    const own = points.filter((_, index) => index % 2 === parity);
    return [0, 1].map((axis) => own.reduce((sum, point) => sum + (point[axis] ?? 0), 0) / own.length);
  };
  const [left, right] = [centre(0), centre(1)];
  expect(Math.hypot((left[0] ?? 0) - (right[0] ?? 0), (left[1] ?? 0) - (right[1] ?? 0))).toBeGreaterThan(1);
});

test.each([0, 1, 2, 4, 5, 6])("%i points are laid out too", (count) => {
  const points = layOut(groups.slice(0, count), 1, () => undefined);
  expect(points).toHaveLength(count);
  expect(points.flat().every(Number.isFinite)).toBe(true);
});

test("a sample holds at most its size, of the whole stream, the same for the same seed", async () => {
  async function* stream() {
    for (let item = 0; item < 1_000; item += 1) yield item;
  }
  const first = await drawSample(stream(), 50, createRandom(7));
  expect(first).toEqual(await drawSample(stream(), 50, createRandom(7)));
  expect(first.total).toBe(1_000);
  expect(new Set(first.items).size).toBe(50);
  expect(Math.max(...first.items)).toBeGreaterThan(800);
  expect(Math.min(...first.items)).toBeLessThan(200);
});
