const QUOTE = 0x22;
const BACKSLASH = 0x5c;

const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;

/**
 * Finds where a JSON text nests deeper than `limit` brackets, without parsing it.
 *
 * @returns the offset of the first bracket that is too deep, or -1.
 */
export const findTooDeep = (json: string, limit: number): number => {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
    } else if (code === QUOTE) inString = true;
    else if (isOpening(code)) {
      depth += 1;
      if (depth > limit) return at;
    } else if (isClosing(code)) depth -= 1;
  }
  return -1;
};
