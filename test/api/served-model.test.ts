import { expect, test } from "vitest";
import { requireServedModel } from "../../api/served-model.ts";

const { signal } = new AbortController();
const check = (wanted: string | undefined) => requireServedModel(wanted, async () => "ada-v3", signal);

test("takes the name of what serves, the name that stands for it, and none", async () => {
  await check("ada-v3");
  await check("twin");
  await check(undefined);
});

test("refuses any other, naming what serves", async () => {
  await expect(check("ada-v2")).rejects.toThrow('"ada-v2" is not served here: "ada-v3" is');
});
