import { overlapOf } from "./overlap.ts";
import type { Unit } from "./unit.ts";

export interface ChunkSizes {
  /** About how many characters a chunk has; a last one may be a fifth longer. */
  readonly size: number;
  /** At most so many characters of the chunk before are said again. */
  readonly overlap: number;
}

interface Piece {
  /** What is repeated of the piece before. */
  repeated: string;
  separator: string;
  own: string;
}

const emptyPiece: Piece = { repeated: "", separator: "", own: "" };

const textOf = ({ repeated, separator, own }: Piece): string =>
  repeated === "" ? own : `${repeated}${separator}${own}`;

const add = (piece: Piece, unit: Unit): Piece =>
  piece.own === ""
    ? { ...piece, separator: unit.separator, own: unit.text }
    : { ...piece, own: `${piece.own}${unit.separator}${unit.text}` };

/** A last piece of less than a fifth of the size joins the one before. */
const mergeTail = (pieces: readonly Piece[], size: number): readonly Piece[] => {
  const last = pieces.at(-1);
  const before = pieces.at(-2);
  if (!last || !before || last.own.length >= size / 5) return pieces;
  const merged = { ...before, own: `${before.own}${last.separator}${last.own}` };
  return textOf(merged).length > size * 1.2 ? pieces : [...pieces.slice(0, -2), merged];
};

/**
 * Fills pieces with units in their order. A unit that does not fit starts a new piece when the present one is half
 * full or the unit is to stay whole; otherwise it is split.
 */
export const pack = (units: readonly Unit[], { size, overlap }: ChunkSizes): string[] => {
  const pieces: Piece[] = [];
  const waiting = units.toReversed();
  let piece = emptyPiece;
  for (let unit = waiting.pop(); unit; unit = waiting.pop()) {
    const longer = add(piece, unit);
    if (textOf(longer).length <= size) {
      piece = longer;
      continue;
    }
    const fitsAlone = unit.text.length <= size;
    if (piece.own !== "" && ((fitsAlone && unit.whole) || piece.own.length >= size / 2)) {
      pieces.push(piece);
      piece = { ...emptyPiece, repeated: unit.overlaps ? overlapOf(piece.own, overlap) : "" };
      waiting.push(unit);
    } else if (piece.own === "" && piece.repeated !== "" && fitsAlone) {
      piece = emptyPiece;
      waiting.push(unit);
    } else {
      const parts = unit.split();
      if (parts.length === 0) piece = longer;
      // One by one: a sentence may have more words than a call may have arguments.
      for (const part of parts.toReversed()) waiting.push(part);
    }
  }
  if (piece.own !== "") pieces.push(piece);
  return mergeTail(pieces, size).map(textOf);
};
