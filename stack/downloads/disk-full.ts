/** Whether an error, or what caused it, says that the disk (or the user's part of it) is full. */
export const isDiskFull = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ("code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")) return true;
  // pip and tar report the system's own words on their standard error; tar the last where a block fits in part.
  if (/No space left on device|Disk quota exceeded|Wrote only \d+ of \d+ bytes/i.test(error.message))
    return true;
  return isDiskFull(error.cause);
};
