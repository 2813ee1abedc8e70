import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { removePromotion } from "../../../../domain/cleaning/boilerplate/promotion.ts";
import { blockText } from "../../../../domain/cleaning/markdown/block.ts";
import { parseBlocks } from "../../../../domain/cleaning/markdown/parse-blocks.ts";
import { renderBlocks } from "../../../../domain/cleaning/markdown/render-blocks.ts";

const clean = (text: string): string => renderBlocks(removePromotion(parseBlocks(text)));

describe("removePromotion", () => {
  it.each([
    "Follow me on X @ada and tell me which kites you fly.",
    "If you’re interested in more kites, you can follow me on LinkedIn.",
    "If you liked this tutorial, let’s connect on Twitter!",
    "If you’re already a member, you canfollow me on Medium.",
    "I hope you enjoyed this! Feel free to share it with your friends. Follow us on Mastodon. Cheers!",
    "Thank you for your attention! Feel free to follow me on Bluesky if you fly kites.",
    "Subscribe now!",
    "If you want more kites, subscribe to my weekly newsletter.",
    "→ Join 3k+ makers in the Kite Newsletter for a plan every week.",
    "Learn more about kites and support my work with one click — become a Medium member here:",
    "Join Medium with my referral link — Ada Example",
    "As a Medium member, a portion of your membership fee goes to writers you read.",
    "If you liked it, buy me a coffee.",
    "If you liked it, clap 50 times.",
    "> Check out the plans on GitHub [1] and support us with a",
    "↳ Then, check out the repository and give it a star to stay updated with our kites.",
    "Pre-order the Kite Maker’s Handbook, my new book about kites",
  ])("takes out %j", (text) => {
    expect(clean(text)).toBe("");
  });

  it("takes the call out of a paragraph and leaves what else it says", () => {
    expect(
      clean(
        "Mind the wind. If you enjoyed this article, follow me on X @ada and on GitHub @ada. Good luck flying!",
      ),
    ).toBe("Mind the wind. Good luck flying!");
  });

  it.each([
    "Many people who follow me on Twitter asked for the plan of this kite.",
    "Thanks for reading the log first. I hope you enjoyed the wind.",
    "If you subscribe here, the callback runs twice.",
    "Subscribe to the channel before you publish to it.",
    "Subscribe to receive an event for each order.",
    "Join the orders with the subscribers on their id.",
    "When a user becomes a paying member, the hook runs.",
    "You can share it with another process through a pipe.",
    "Pre-order the nodes of our tree by depth.",
    "Give it a name that says what it does.",
    "The model learns to follow us through the room.",
  ])("keeps %j", (text) => {
    expect(clean(text)).toBe(text);
  });

  it("leaves headings, lists, tables and code alone", () => {
    const text = "## Follow me on X\n\n- Subscribe now\n\n```\nFollow me on X.\n```";
    expect(clean(text)).toBe(text);
  });

  it("changes no block without a call, and gives the same when run again", () => {
    const sentence = fc.constantFrom(
      "Mind the wind.",
      "Follow me on X.",
      "Thanks for reading!",
      "Is `a  b` code?",
      "1. One",
      "> Quote it.",
      "\n\n",
      "Subscribe now.",
    );
    fc.assert(
      fc.property(fc.array(sentence, { maxLength: 12 }), (sentences) => {
        const blocks = parseBlocks(sentences.join(" "));
        const once = removePromotion(blocks);
        expect(removePromotion(once)).toEqual(once);
        for (const block of blocks.filter((one) => !/Follow|Subscribe/.test(blockText(one))))
          expect(once).toContainEqual(block);
      }),
    );
  });
});
