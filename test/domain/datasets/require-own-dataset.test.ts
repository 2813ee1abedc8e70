import { expect, test } from "vitest";
import { requireOwnDataset } from "../../../domain/datasets/require-own-dataset.ts";
import { InvalidInputError } from "../../../domain/errors.ts";

const ofAda = { id: "ada-lovelace-instruct-v1", author: "Ada Lovelace" };

test.each(["Ada Lovelace", "ada  lovelace", "Ádá Lovelace"])("is one of %j", (author) => {
  expect(() => requireOwnDataset(ofAda, author)).not.toThrow();
});

test("one for any author is everybody's", () => {
  expect(() => requireOwnDataset({ id: "twin-instruct-v1", author: "*" }, "Grace Hopper")).not.toThrow();
});

test("one of another author is refused by both names", () => {
  const refused = () => requireOwnDataset(ofAda, "Grace Hopper");
  expect(refused).toThrow(InvalidInputError);
  expect(refused).toThrow(
    'dataset: ada-lovelace-instruct-v1 is for the twin of "Ada Lovelace", but the training is for "Grace Hopper"',
  );
});
