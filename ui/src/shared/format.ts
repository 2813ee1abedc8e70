const wholeNumber = new Intl.NumberFormat("en");
const exactTime = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const units = [
  { unit: "year", seconds: 31_557_600 },
  { unit: "month", seconds: 2_629_800 },
  { unit: "day", seconds: 86_400 },
  { unit: "hour", seconds: 3_600 },
  { unit: "minute", seconds: 60 },
] as const;

export const formatNumber = (value: number): string => wholeNumber.format(value);

/** A number with its noun: `1 document`, `76 documents`. */
export const formatCount = (value: number, one: string, many = `${one}s`): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;

export const formatExactTime = (time: Date): string => exactTime.format(time);

/** How long ago, or how soon, in the largest unit that fits: `3 minutes ago`. */
export const formatRelativeTime = (time: Date, now: Date): string => {
  const seconds = (time.getTime() - now.getTime()) / 1_000;
  const fitting = units.find((candidate) => Math.abs(seconds) >= candidate.seconds);
  return fitting ? relative.format(Math.trunc(seconds / fitting.seconds), fitting.unit) : "just now";
};

/** A span of time in milliseconds: `840 ms`, `3.2 s`, `2 min 5 s`, `1 h 3 min`. */
export const formatDuration = (ms: number): string => {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} min ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

/** A name from the API as people read it: `first-token` → `First token`, `loraRank` → `LoRA rank`. */
export const sentenceCase = (name: string): string => {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();
  return (words.charAt(0).toUpperCase() + words.slice(1)).replace(/^Lora\b/, "LoRA");
};

const byteUnits = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size in decimal units: `812 B`, `144.8 MB`. */
export const formatBytes = (bytes: number): string => {
  const power = Math.min(byteUnits.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  const value = bytes / 1_000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${byteUnits[power]}`;
};

const formatSize = (size: number, unit: string): string => {
  if (unit === "bytes") return formatBytes(size);
  const digits = Number.isInteger(size) ? formatNumber(size) : String(Number(size.toPrecision(4)));
  return unit === "seconds" ? `${digits} s` : digits;
};

/** A measured figure: bytes as a size, seconds with their unit, whole numbers in full, all else in four significant digits. */
export const formatFigure = (value: number, unit = ""): string =>
  `${value < 0 ? "−" : ""}${formatSize(Math.abs(value), unit)}`;

/** A difference with its sign. */
export const formatDifference = (value: number, unit = ""): string =>
  `${value > 0 ? "+" : ""}${formatFigure(value, unit)}`;
