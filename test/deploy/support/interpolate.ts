/** One `${…}` of a Compose file. */
export interface Variable {
  readonly name: string;
  /** The message of `${NAME:?message}`: the variable must be set. */
  readonly required: string | undefined;
  /** The default of `${NAME:-default}`. */
  readonly fallback: string | undefined;
}

// Compose's own grammar, but for nested braces and the forms that this project does not use; `$$` stands for a dollar.
const REFERENCE =
  /\$(?:(?<escaped>\$)|\{(?<name>[A-Za-z_]\w*)(?:(?<operator>:[-?])(?<rest>[^{}]*))?\}|(?<unknown>))/g;

const toVariable = (match: RegExpMatchArray): Variable => {
  const { name, operator, rest, unknown } = match.groups ?? {};
  if (unknown !== undefined || name === undefined)
    throw new Error(`not a reference that is known here: ${match.input?.slice(match.index, 40)}`);
  return {
    name,
    required: operator === ":?" ? rest : undefined,
    fallback: operator === ":-" ? rest : undefined,
  };
};

/** Every variable that a text interpolates. */
export const variablesOf = (text: string): Variable[] =>
  [...text.matchAll(REFERENCE)].filter((match) => match.groups?.["escaped"] === undefined).map(toVariable);

/**
 * Interpolates a text as `docker compose` does.
 *
 * @throws {Error} with the message of a required variable that is unset or empty.
 */
export const interpolate = (
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): string =>
  text.replaceAll(REFERENCE, (whole) => {
    if (whole === "$$") return "$";
    const [variable] = variablesOf(whole);
    if (!variable) throw new Error(`not a reference that is known here: ${whole}`);
    const { name, required, fallback } = variable;
    const value = environment[name] ?? "";
    if (value === "" && required !== undefined) throw new Error(`${name} ${required}`);
    if (value === "" && fallback === undefined) throw new Error(`${name} is unset and has no default`);
    return value || (fallback ?? "");
  });

/** Interpolates every string of parsed data: Compose parses first, so that a value never changes the structure. */
export const interpolateAll = (
  data: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): unknown => {
  if (typeof data === "string") return interpolate(data, environment);
  if (Array.isArray(data)) return data.map((item: unknown) => interpolateAll(item, environment));
  if (typeof data !== "object" || data === null) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => [key, interpolateAll(value, environment)]),
  );
};
