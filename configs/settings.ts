import type { z } from "zod";
import { type SettingDefinition, settingDefinitions } from "./setting-definitions.ts";

type Definitions = typeof settingDefinitions;
/** All settings, checked. */
export type Settings = { readonly [Name in keyof Definitions]: z.output<Definitions[Name]["schema"]> };

/** Thrown when the environment holds wrong settings; the message names every one of them. */
export class SettingsError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `Wrong settings:\n${problems.map((problem) => `  - ${problem}`).join("\n")}\nMend them in the environment or in .env, then start again.`,
    );
    this.problems = problems;
    this.name = "SettingsError";
  }
}

const isLoopback = (host: string): boolean => host === "localhost" || host === "::1" || /^127\./.test(host);

/**
 * Reads all settings from an environment. An empty value counts as unset.
 *
 * @throws {SettingsError} that names every wrong setting with its value (secrets excepted) and what it must be.
 */
export const readSettings = (environment: Readonly<Record<string, string | undefined>>): Settings => {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const read = (name: string, definition: SettingDefinition<z.ZodType>): void => {
    const raw = environment[definition.env];
    const parsed = definition.schema.safeParse(raw === "" ? undefined : raw);
    if (parsed.success) values[name] = parsed.data;
    else {
      const shown = definition.secret ? "" : ` (is ${JSON.stringify(raw)})`;
      problems.push(
        `${definition.env}${shown}: ${parsed.error.issues.map((issue) => issue.message).join("; ")}`,
      );
    }
  };
  for (const [name, definition] of Object.entries(settingDefinitions)) read(name, definition);
  // Every name of the table was read above, each by its own schema.
  const settings = values as unknown as Settings;
  if (problems.length === 0) {
    if (!isLoopback(settings.host) && settings.apiKeys.length === 0) {
      problems.push(
        `HOST (is ${JSON.stringify(settings.host)}): an address that others can reach needs API_KEYS`,
      );
    }
    if (["tgi", "tabby", "openai"].includes(settings.generationBackend) && !settings.generationUrl) {
      problems.push(
        `GENERATION_URL (is unset): GENERATION_BACKEND=${settings.generationBackend} needs the server's URL`,
      );
    }
    if ((settings.artefactsS3AccessKey === undefined) !== (settings.artefactsS3SecretKey === undefined)) {
      problems.push("ARTEFACTS_S3_ACCESS_KEY and ARTEFACTS_S3_SECRET_KEY: one needs the other");
    }
  }
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
};
