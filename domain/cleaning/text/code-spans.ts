/** Where code spans lie: from the first backtick to the last, by CommonMark's rule of equal runs. */
const findCodeSpans = (text: string): { readonly start: number; readonly end: number }[] => {
  const runs = [...text.matchAll(/`+/g)].map((match) => ({ at: match.index, length: match[0].length }));
  const nextOfLength: number[] = [];
  const latest = new Map<number, number>();
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const length = runs[index]?.length ?? 0;
    nextOfLength[index] = latest.get(length) ?? -1;
    latest.set(length, index);
  }
  const spans = [];
  for (let index = 0; index < runs.length; index += 1) {
    const opening = runs[index];
    const closingIndex = nextOfLength[index] ?? -1;
    const closing = runs[closingIndex];
    if (!opening || !closing) continue;
    spans.push({ start: opening.at, end: closing.at + closing.length });
    index = closingIndex;
  }
  return spans;
};

const OPEN = "\ufdd0";
const CLOSE = "\ufdd1";

/**
 * Applies `change` to a text with its code spans hidden behind noncharacters, then puts the spans back as
 * `changeCode` gives them. `change` must neither make nor drop such characters.
 */
export const changeOutsideCode = (
  text: string,
  change: (text: string) => string,
  changeCode: (code: string) => string,
): string => {
  const spans = findCodeSpans(text);
  const codes = spans.map(({ start, end }) => text.slice(start, end));
  let hidden = "";
  let at = 0;
  for (const [index, { start, end }] of spans.entries()) {
    hidden += `${text.slice(at, start)}${OPEN}${index}${CLOSE}`;
    at = end;
  }
  hidden += text.slice(at);
  return change(hidden).replace(/\ufdd0(\d+)\ufdd1/g, (_, index: string) =>
    changeCode(codes[Number(index)] ?? ""),
  );
};
