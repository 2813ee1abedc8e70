import { type DestinationStream, type Logger, pino } from "pino";
import { settingDefinitions } from "./setting-definitions.ts";
import type { Settings } from "./settings.ts";

export type { Logger } from "pino";

/** Fields that hold credentials wherever they appear. */
const CREDENTIAL_FIELDS = ["authorization", "cookie", "apiKey", "password", "token"];

/** Longer than any word that a log line holds by chance. */
const SHORTEST_SECRET = 8;

const secretValues = (settings: Partial<Settings>): string[] =>
  Object.entries(settings)
    .filter(([name]) =>
      Object.entries(settingDefinitions).some(([key, { secret }]) => key === name && secret),
    )
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .filter((value): value is string => typeof value === "string" && value.length >= SHORTEST_SECRET);

/** The password inside a URL, which errors of clients may show without the rest. */
const passwordOf = (secret: string): string[] => {
  if (!URL.canParse(secret)) return [];
  const { password } = new URL(secret);
  return [password, decodeURIComponent(password)].filter((part) => part.length >= SHORTEST_SECRET);
};

/**
 * Returns a function that takes every secret setting's value out of a text, also where it stands in a message or
 * inside a JSON string.
 */
export const createRedactor = (settings: Partial<Settings>): ((text: string) => string) => {
  const secrets = secretValues(settings)
    .flatMap((secret) => [secret, ...passwordOf(secret)])
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .sort((left, right) => right.length - left.length);
  return (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text);
};

/**
 * Creates the logger of one process: JSON lines on standard output, where `npm start` and containers collect them.
 * The values of secret settings and fields named like credentials never reach it.
 *
 * @param name the process, such as `gateway`.
 */
export const createLogger = (
  settings: Partial<Settings> & Pick<Settings, "logLevel">,
  name: string,
  destination: DestinationStream = pino.destination({ dest: 1, sync: true }),
): Logger =>
  pino(
    {
      name,
      level: settings.logLevel,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: CREDENTIAL_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: "[redacted]",
      },
      hooks: { streamWrite: createRedactor(settings) },
    },
    destination,
  );
