/**
 * A document's link as something that may be opened: an http(s) address or a path of this gateway. Links come from
 * collected pages and imported files; `javascript:` and the like are not opened.
 */
export const safeLink = (link: string): string | undefined =>
  /^https?:\/\//i.test(link) || /^\/(?!\/)/.test(link) ? link : undefined;
