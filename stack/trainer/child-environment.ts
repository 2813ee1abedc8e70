type Environment = Readonly<Record<string, string | undefined>>;

/** Names of variables whose values are secrets. */
const SECRET = /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|URI$|WEBHOOK/i;
/** Shorter values would blank out ordinary words. */
const SHORTEST_SECRET = 8;

interface ChildEnvironmentOptions {
  readonly environment: Environment;
  /** Names of our own secrets, which the trainer has no use for. */
  readonly withheld: readonly string[];
  /** Folder of the trainer's Python sources. */
  readonly sources: string;
  /** Threads for processors; the user's own OMP_NUM_THREADS goes before. */
  readonly threads: number | undefined;
}

/** The environment of a trainer process: the user's own (tokens for a hub or a tracker too), without our secrets. */
export const childEnvironment = (options: ChildEnvironmentOptions): Record<string, string | undefined> => {
  const { environment, withheld, sources, threads } = options;
  const passed = Object.entries(environment).filter(([name]) => !withheld.includes(name));
  return {
    ...(threads === undefined ? {} : { OMP_NUM_THREADS: `${threads}` }),
    ...Object.fromEntries(passed),
    PYTHONPATH: sources,
    PYTHONNOUSERSITE: "1",
    PYTHONUTF8: "1",
  };
};

/** Blanks out the values of secret variables in a text. */
export const withoutSecrets = (text: string, environment: Environment): string =>
  Object.entries(environment)
    .flatMap(([name, value]) =>
      SECRET.test(name) && value && value.length >= SHORTEST_SECRET ? [value] : [],
    )
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, "…"), text);
