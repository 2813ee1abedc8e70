import { describe, expect, it } from "vitest";
import { removeCardSections } from "../../../../domain/cleaning/boilerplate/cards.ts";
import { cleanBlocks } from "../../../../domain/cleaning/markdown/clean-blocks.ts";
import { renderBlocks } from "../../../../domain/cleaning/markdown/render-blocks.ts";

const clean = (text: string): string => renderBlocks(removeCardSections(cleanBlocks(text)));
const card = "**Kites for beginners**  \n _A guide to the first kite_kites.example.com";
const cut = "**Winds**  \n _All the winds of the coast, and how to…_winds.example.org";

describe("removeCardSections", () => {
  it("takes out the cards of a section that holds nothing else", () => {
    expect(clean(`Text.\n\n### Articles about kites\n\n${card}\n\n${cut}`)).toBe(
      "Text.\n\n### Articles about kites",
    );
    expect(clean(`### Next article\n\n${card}\n\n---\n\nText.`)).toBe("### Next article\n\nText.");
  });

  it("keeps cards that the text speaks about", () => {
    const text = clean(`### Resources\n\n${card}\n\nThis guide is short and good.`);
    expect(text).toContain("Kites for beginners\nA guide to the first kite");
    expect(text).toContain("This guide is short and good.");
  });

  it("keeps lines that end in a file's name, and single lines", () => {
    for (const text of ["### Files\n\nFirst\nload\\_data.py", "### Sites\n\nA guide to kites_example.com"])
      expect(clean(text)).toBe(renderBlocks(cleanBlocks(text)));
  });
});
