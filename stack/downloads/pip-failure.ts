const BROKEN = /connection broken by/i;
const REASON = /\[Errno -?\d+\] ([^'"\n]+)|(timed out|CERTIFICATE_VERIFY_FAILED)/i;

/**
 * What pip's standard error comes to. Where the registry cannot be reached, pip ends by saying that there is no such
 * package; the real reason stands in its warnings.
 */
export const explainPipFailure = (printed: string): string => {
  if (BROKEN.test(printed)) {
    const [, errno, other] = REASON.exec(printed) ?? [];
    const reason = (errno ?? other)?.trim();
    return `pip cannot reach its package registry${reason ? ` (${reason})` : ""}. Check the network and \`pip config list\`.`;
  }
  const lines = printed.split("\n").filter((line) => !line.startsWith("WARNING:"));
  return lines.join("\n").trim();
};
