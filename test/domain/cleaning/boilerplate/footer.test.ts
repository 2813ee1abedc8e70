import { describe, expect, it } from "vitest";
import { removeFooter } from "../../../../domain/cleaning/boilerplate/footer.ts";
import { parseBlocks } from "../../../../domain/cleaning/markdown/parse-blocks.ts";
import { renderBlocks } from "../../../../domain/cleaning/markdown/render-blocks.ts";

const clean = (text: string): string => renderBlocks(removeFooter(parseBlocks(text)));

describe("removeFooter", () => {
  it.each([
    "Copyright 2023, Ada Example",
    "© 2024 Kites Ltd.",
    "Kites Ltd. All rights reserved.",
    "Privacy policy",
    "We use cookies to give you the best experience on our website.",
    "This site uses cookies. By continuing to browse you agree to them.",
  ])("takes out %j", (line) => {
    expect(clean(`The text.\n\n${line}`)).toBe("The text.");
  });

  it("keeps what an article says about such things", () => {
    for (const text of [
      "We use cookies to keep the session of a user between two requests.",
      "Copyright law changed in 2023.",
      Array.from({ length: 30 }, (_, index) => (index === 15 ? "Privacy policy" : `Line ${index}.`)).join(
        "\n\n",
      ),
    ])
      expect(clean(text)).toBe(text);
  });
});
