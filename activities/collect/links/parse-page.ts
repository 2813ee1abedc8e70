import { parseHTML } from "linkedom";
import { TooLargeError } from "../../../domain/errors.ts";
import type { FetchedPage } from "./page-fetcher.ts";

/** Most tags of a page, opening and closing: an article has some hundreds, a million cost gigabytes and a minute. */
const MAX_TAGS = 200_000;

const refuseManyTags = ({ html, url }: FetchedPage): void => {
  let tags = 0;
  for (let at = html.indexOf("<"); at !== -1; at = html.indexOf("<", at + 1)) {
    if (++tags > MAX_TAGS) throw new TooLargeError(`${url} has more than ${MAX_TAGS} tags.`);
  }
};

/** Deepest nesting of elements; finding the article takes a time that grows with its cube. */
const MAX_DEPTH = 256;

/** What walking a tree of elements needs of them. */
interface TreeElement {
  readonly firstElementChild: TreeElement | null;
  readonly nextElementSibling: TreeElement | null;
  readonly parentElement: TreeElement | null;
}

/** Throws when an element has more than `MAX_DEPTH` above it; walks without recursion. */
const refuseDeepNesting = (root: TreeElement | null, url: string): void => {
  let depth = 0;
  let element = root;
  while (element) {
    if (element.firstElementChild) {
      if (++depth > MAX_DEPTH) {
        throw new TooLargeError(`${url} nests its elements deeper than ${MAX_DEPTH}.`);
      }
      element = element.firstElementChild;
      continue;
    }
    while (element && !element.nextElementSibling) {
      element = element.parentElement;
      depth--;
    }
    element = element?.nextElementSibling ?? null;
  }
};

/** HTML lets a page leave out its outermost elements; the parser here takes the first one for the root then. */
const whole = (html: string): string =>
  /<html[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;

/**
 * Parses a page, its relative links ready to be resolved against where it came from. No script of it runs.
 *
 * @throws {TooLargeError} when it has more tags, or deeper ones, than an article ever has.
 */
export const parsePage = (page: FetchedPage) => {
  refuseManyTags(page);
  const { document } = parseHTML(whole(page.html));
  refuseDeepNesting(document.documentElement, page.url);
  const base = document.createElement("base");
  base.setAttribute("href", page.url);
  document.head.prepend(base);
  return document;
};
