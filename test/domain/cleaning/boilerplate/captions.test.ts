import { describe, expect, it } from "vitest";
import { removeImageCredits } from "../../../../domain/cleaning/boilerplate/captions.ts";
import { parseBlocks } from "../../../../domain/cleaning/markdown/parse-blocks.ts";
import { renderBlocks } from "../../../../domain/cleaning/markdown/render-blocks.ts";

const clean = (text: string): string => renderBlocks(removeImageCredits(parseBlocks(text)));

describe("removeImageCredits", () => {
  it.each([
    "Image by author",
    "Photo by Ada Example on a hill",
    "Figure from the kite paper.",
    "[Image by the Author]",
    "If not otherwise stated, all images are created by the author.",
    "All images by author.",
  ])("takes out %j", (text) => {
    expect(clean(text)).toBe("");
  });

  it.each([
    ["A plan of the kite [Image by the Author].", "A plan of the kite."],
    ["What is a kite? [GIF by the Authors].", "What is a kite?"],
    ["Two kites (image by author, made with a pencil)", "Two kites"],
    ["A kite in the wind, image by author (open licence)", "A kite in the wind"],
    ["A plan [Image by the Author] → What you will build", "A plan → What you will build"],
  ])("leaves the caption of %j", (text, caption) => {
    expect(clean(text)).toBe(caption);
  });

  it.each([
    "Images from the left camera are cropped first.",
    "Videos by default do not play.",
    "The array (image by row) has two axes.",
    "Read the docker image from the registry.",
  ])("keeps %j", (text) => {
    expect(clean(text)).toBe(text);
  });
});
