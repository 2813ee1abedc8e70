/** A piece of a document before it is a chunk. */
export interface Piece {
  /** The headings above it, joined by " › ". */
  readonly heading: string;
  readonly text: string;
}
