/** The first CLI whose server and UI show what our workflows report (`setCurrentDetails`). */
const OLDEST = [1, 3] as const;

/** Whether the output of `temporal --version` is of a program that is recent enough. */
export const isUsableTemporal = (output: string): boolean => {
  const [, major, minor] = /temporal version (\d+)\.(\d+)/.exec(output) ?? [];
  if (major === undefined || minor === undefined) return false;
  return Number(major) > OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1]);
};
