import type { MapPoint } from "../../api/generated/index.ts";

/** By what the points can be coloured. */
export const colourings = ["author", "category", "platform"] as const;
export type Colouring = (typeof colourings)[number];

/** Distinct for people who see colours differently too, and visible on light and dark ground. */
const palette = [
  "#4c6ef5",
  "#e8590c",
  "#0ca678",
  "#be4bdb",
  "#f08c00",
  "#1098ad",
  "#e64980",
  "#74b816",
] as const;

const OTHERS = "#868e96";

/** Points of one colour. */
export interface ColourGroup {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly MapPoint[];
}

/** Groups points by what they are coloured by, the largest group first; the ninth and later ones share a colour. */
export const toColourGroups = (points: readonly MapPoint[], colouring: Colouring): ColourGroup[] => {
  const groups = Map.groupBy(points, (point) => point[colouring]);
  return [...groups]
    .sort(
      ([leftName, left], [rightName, right]) =>
        right.length - left.length || leftName.localeCompare(rightName),
    )
    .map(([name, members], index) => ({ name, colour: palette[index] ?? OTHERS, points: members }));
};
