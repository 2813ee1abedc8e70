/** The start of a page in which browsers look for its charset. */
const SNIFFED_BYTES = 1024;

const declared = (contentType: string, bytes: Uint8Array): string | undefined =>
  /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType)?.[1] ??
  /<meta[^>]+charset\s*=\s*["']?([\w.:-]+)/i.exec(
    Buffer.from(bytes.subarray(0, SNIFFED_BYTES)).toString("latin1"),
  )?.[1];

/** A page's text, by the charset that its header or its head declares, else as UTF-8. */
export const decodeHtml = (bytes: Uint8Array, contentType: string): string => {
  const charset = declared(contentType, bytes) ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // A charset that nobody knows.
    return new TextDecoder().decode(bytes);
  }
};
