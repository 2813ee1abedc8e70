import { z } from "zod";

export const DAY_MS = 86_400_000;

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: DAY_MS };

/** A time such as `30s`, `15m`, `72h` or `7d`. */
export const durationSchema = z
  .string()
  .regex(/^[1-9]\d{0,5}[smhd]$/, "must be a time such as 30s, 15m, 72h or 7d");

/** A duration that `durationSchema` accepted, in milliseconds. */
export const toMilliseconds = (duration: string): number =>
  Number(duration.slice(0, -1)) * (unitMs[duration.slice(-1)] ?? Number.NaN);
