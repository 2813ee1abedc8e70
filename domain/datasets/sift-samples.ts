import type { DatasetSample } from "./dataset-version.ts";
import type { SampleFilter } from "./filters.ts";

/** Why a sample was left out: the filters in the order in which they are asked. */
export const dropReasons = ["malformed", "length", "groundedness", "duplicate"] as const;
export type DropReason = (typeof dropReasons)[number];
export type Dropped = Record<DropReason, number>;

export const nothingDropped = (): Dropped => ({ malformed: 0, length: 0, groundedness: 0, duplicate: 0 });

export type SampleFilters = Partial<Readonly<Record<DropReason, SampleFilter>>>;

/** The first filter that a sample does not pass; `undefined` where it passes all. */
export const reasonToDrop = (filters: SampleFilters, sample: DatasetSample): DropReason | undefined =>
  dropReasons.find((reason) => filters[reason]?.(sample) === false);
