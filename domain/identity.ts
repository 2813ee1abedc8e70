import { v3, v5 } from "uuid";

/** Namespaces of our own, so that our ids never meet those of another system for the same name. */
const DOCUMENT_NAMESPACE = "0f5f2c0a-8a52-5d0e-9b52-6d3d2a8c1b11";
const AUTHOR_NAMESPACE = "5d7f7a52-1c1e-5b3c-8a39-3b6f8e1f9c22";

/** Query parameters that say how a reader came, not what is read. */
const TRACKING_PARAMETERS =
  /^(utm_.*|fbclid|gclid|mc_cid|mc_eid|igshid|ref|ref_src|source|r|s|sk|trk|trackingid|showwelcome|publication_id|post_id|isfreemail|triedredirect)$/i;

/**
 * The one spelling of a link under which a document is known: lower-case host, no `www.`, no fragment, no
 * tracking parameters, no trailing slash, `https` for `http`. A path (`/guides/x`) is kept.
 *
 * @throws {TypeError} when the link is neither a URL nor a path.
 */
export const canonicalLink = (link: string): string => {
  const trimmed = link.trim();
  if (trimmed.startsWith("/")) return trimmed.replace(/[#?].*$/, "").replace(/\/+$/, "");
  const url = new URL(trimmed);
  url.hash = "";
  url.username = "";
  url.password = "";
  if (url.protocol === "http:") url.protocol = "https:";
  url.hostname = url.hostname.replace(/^www\./, "");
  for (const name of [...url.searchParams.keys()]) {
    if (TRACKING_PARAMETERS.test(name)) url.searchParams.delete(name);
  }
  url.searchParams.sort();
  url.pathname = url.pathname.replace(/\/+$/, "");
  return url.toString().replace(/\/$/, "");
};

/** A document's id: the UUIDv5 (RFC 9562) of its canonical link. */
export const documentId = (canonical: string): string => v5(canonical, DOCUMENT_NAMESPACE);

/** The spelling under which an author is looked up: NFKC, single spaces, lower case. */
export const normalizedAuthorName = (name: string): string =>
  name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();

/** An author's id: the UUIDv5 of the normalized name, so that every import names the same person alike. */
export const authorId = (name: string): string => v5(normalizedAuthorName(name), AUTHOR_NAMESPACE);

/**
 * A chunk's id: the UUIDv3 of its text with the document's id as namespace, that is, a UUID made from the MD5 of
 * both. The same text in the same document is the same chunk, wherever it stands.
 */
export const chunkId = (ofDocument: string, text: string): string => v3(text, ofDocument);
