import type { ChunkSizes } from "./pack.ts";

/** Raised by hand with every change that makes chunking, or what is embedded of a chunk, give another text. */
const REVISION = 2;

/** A short tag that names how texts are chunked, for the names of collections: `r1-500-50`. */
export const chunkingVersion = ({ size, overlap }: ChunkSizes): string => `r${REVISION}-${size}-${overlap}`;
