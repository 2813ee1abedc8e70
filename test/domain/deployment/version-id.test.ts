import { expect, test } from "vitest";
import { describeOtherModel, versionId } from "../../../domain/deployment/version-id.ts";

test.each([
  [{ version: "ada-v3" }, "ada-v3"],
  [{ model: "ada", version: 3 }, "ada-v3"],
  [{ model: "ada", version: "3" }, "ada-v3"],
  [{ model: "ada", version: "ada-v3" }, "ada-v3"],
])("%j is %s", (name, id) => {
  expect(versionId(name)).toBe(id);
  expect(describeOtherModel(name)).toBeUndefined();
});

test("an id of another model is told by both names", () => {
  const message = describeOtherModel({ model: "ada", version: "ada-lovelace-v3" });
  expect(message).toContain('is "ada", but ada-lovelace-v3 is a version of "ada-lovelace"');
  expect(describeOtherModel({ model: "ada-lovelace", version: "ada-v3" })).toContain('of "ada"');
});
