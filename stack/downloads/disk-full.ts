/** Whether an error, or what caused it, says that the disk (or the user's part of it) is full. */
export const isDiskFull = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if ("code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT")) return true;
  // pip reports the system's own words on its standard error.
  if (/No space left on device|Disk quota exceeded/i.test(error.message)) return true;
  return isDiskFull(error.cause);
};
