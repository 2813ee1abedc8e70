/** Where a text is best cut near its middle: a line end, else a sentence's end, else a space, else anywhere. */
const cutNearMiddle = (text: string): number => {
  const from = Math.floor(text.length / 4);
  const to = Math.ceil((text.length * 3) / 4);
  const middle = Math.floor(text.length / 2);
  for (const border of ["\n", ". ", " "]) {
    const before = text.lastIndexOf(border, middle);
    const after = text.indexOf(border, middle);
    const best = before >= from && (after < 0 || middle - before <= after - middle) ? before : after;
    if (best >= from && best <= to && best > 0) return best + border.length;
  }
  return /[\udc00-\udfff]/.test(text.charAt(middle)) && middle > 1 ? middle - 1 : Math.max(middle, 1);
};

/**
 * Splits a text in two, and again, until `fits` holds for every part (or a part has one character left). Parts are
 * without the white space around them and without empty ones.
 */
export const splitUntil = (text: string, fits: (text: string) => boolean): string[] => {
  const parts: string[] = [];
  const waiting = [text];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    if (part.trim() === "") continue;
    if (part.length <= 1 || [...part].length === 1 || fits(part)) parts.push(part);
    else {
      const cut = Math.min(cutNearMiddle(part), part.length - 1);
      waiting.push(part.slice(cut).replace(/^\n+/, ""), part.slice(0, cut).trimEnd());
    }
  }
  return parts;
};
