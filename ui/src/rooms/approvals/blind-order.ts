/** Which of two answers is shown as "A". */
export type FirstAnswer = "candidate" | "baseline";

/** Mixes a text into 32 bits (FNV-1a, then the finalizer of MurmurHash3, so that every bit depends on every letter). */
const mix = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};

/**
 * Which answer to show first for a sample: drawn anew for each one, the same whenever the page is opened.
 *
 * @param seed the report's checksum. @param sample number of the sample.
 */
export const firstAnswer = (seed: string, sample: number): FirstAnswer =>
  mix(`${seed}:${sample}`) >>> 31 === 0 ? "candidate" : "baseline";
