/** A uniform sample of at most `size` items of a stream of unknown length, and how many items the stream had. */
export interface Sample<T> {
  readonly items: readonly T[];
  readonly total: number;
}

/** Draws a sample by reservoir sampling (Vitter 1985, algorithm R), holding no more than `size` items at a time. */
export const drawSample = async <T>(
  stream: AsyncIterable<T>,
  size: number,
  random: () => number,
): Promise<Sample<T>> => {
  const items: T[] = [];
  let total = 0;
  for await (const item of stream) {
    total += 1;
    if (items.length < size) items.push(item);
    else {
      const place = Math.floor(random() * total);
      if (place < size) items[place] = item;
    }
  }
  return { items, total };
};
