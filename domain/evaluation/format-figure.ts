const MEGABYTE = 1_000_000;

/** A figure for people: bytes in megabytes, everything else with four significant digits. */
export const formatFigure = (value: number, unit: string): string =>
  unit === "bytes" ? `${(value / MEGABYTE).toFixed(1)} MB` : String(Number(value.toPrecision(4)));

/** A figure with its unit, in words. */
export const describeFigure = (value: number, unit: string): string =>
  unit === "bytes" ? formatFigure(value, unit) : `${formatFigure(value, unit)} ${unit}`;

/** A p-value for people, with two significant digits. */
export const formatPValue = (pValue: number): string => String(Number(pValue.toPrecision(2)));
