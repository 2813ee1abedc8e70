import { contentWords } from "./content-words.ts";

/** A word, a number with its separators (`1.5`, `7,000`), or an identifier (`get_posts`). */
const TOKEN = /[\p{L}\p{N}_]+(?:[.,][\p{L}\p{N}_]+)*/gu;
/** Holds a digit or an underscore, or changes from small to capital letters. */
const NUMBER_OR_IDENTIFIER = /[\p{N}_]|\p{Ll}\p{Lu}/u;
/** A capitalized word behind a small one: a name, for no sentence begins there. */
const NAME = /(?<=\p{Ll}[,;:]?\s)\p{Lu}\p{L}+/gu;

const tokens = (text: string): string[] => text.normalize("NFKC").match(TOKEN) ?? [];
const lower = (text: string): string => text.toLowerCase();

/** What of a text must not be changed in the least when it is told again. All in lower case. */
export interface Literals {
  readonly numbersAndIdentifiers: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
}

/** The numbers, identifiers and names of a text. */
export const literalsOf = (text: string): Literals => ({
  numbersAndIdentifiers: new Set(
    tokens(text)
      .filter((token) => NUMBER_OR_IDENTIFIER.test(token))
      .map(lower),
  ),
  names: contentWords((text.normalize("NFKC").match(NAME) ?? []).join(" ")),
});

/** Tells for the literals of any text whether they all stand in the sources. */
export const createLiteralCheck = (sources: readonly string[]): ((text: string) => boolean) => {
  const known = new Set(sources.flatMap(tokens).map(lower));
  const words = contentWords(sources.join("\n"));
  return (text) => {
    const { numbersAndIdentifiers, names } = literalsOf(text);
    return (
      [...numbersAndIdentifiers].every((token) => known.has(token)) &&
      [...names].every((name) => words.has(name))
    );
  };
};
