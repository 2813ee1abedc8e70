import { runProgram } from "../downloads/run-program.ts";

/** Takes `name (PID)` out of what `ss -ltnp` or `lsof -Fcp` printed. */
export const parseHolder = (output: string): string | undefined => {
  const ofSs = /users:\(\("([^"]+)",pid=(\d+)/.exec(output);
  if (ofSs) return `${ofSs[1]} (process ${ofSs[2]})`;
  const pid = /^p(\d+)$/m.exec(output)?.[1];
  const name = /^c(.+)$/m.exec(output)?.[1];
  return pid && name ? `${name} (process ${pid})` : undefined;
};

/** Who listens on a port, such as `node (process 4711)`, where a program of this system can tell. */
export const findPortHolder = async (port: number, signal?: AbortSignal): Promise<string | undefined> => {
  const programs = [
    ["ss", "-H", "-ltnp", `sport = :${port}`],
    ["lsof", "-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fcp"],
  ] as const;
  for (const program of programs) {
    const output = await runProgram(program, { signal }).catch(() => "");
    const holder = parseHolder(output);
    if (holder) return holder;
  }
  return undefined;
};
