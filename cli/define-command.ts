import { Command } from "commander";
import { z } from "zod";
import { InvalidInputError } from "../domain/errors.ts";
import type { CommandContext, ExitCode } from "./command-context.ts";

/** A command as its file states it. */
export interface CommandDefinition<Schema extends z.ZodType> {
  readonly name: string;
  /** One sentence. */
  readonly summary: string;
  /** Placeholder (`<file>`, `[id]`) and meaning. */
  readonly arguments?: readonly (readonly [placeholder: string, description: string])[];
  /** Flags and meaning. */
  readonly options?: readonly (readonly [flags: string, description: string])[];
  readonly examples: readonly string[];
  /** Checks arguments and options together, by their camel-case names. */
  readonly input: Schema;
  readonly run: (context: CommandContext, input: z.output<Schema>) => Promise<ExitCode>;
}

/** Options that every command has. */
const commonOptions = [
  ["--json", "print the result as one JSON value"],
  ["--url <url>", "the gateway's address; default: the one of the settings HOST and PORT"],
  ["--api-key <key>", "a key of the gateway; default: the first of API_KEYS"],
] as const;

const commonSchema = z.object({
  json: z.boolean().default(false),
  url: z.string().optional(),
  apiKey: z.string().optional(),
});
export type CommonOptions = z.output<typeof commonSchema>;

/** Runs a command's work with a context for its common options. */
export type Execute = (
  options: CommonOptions,
  work: (context: CommandContext) => Promise<ExitCode>,
) => Promise<void>;

const parseInput = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new InvalidInputError(problems.join("\n"));
};

/** Turns a definition into a commander command. */
export const defineCommand =
  <Schema extends z.ZodType>(definition: CommandDefinition<Schema>) =>
  (execute: Execute): Command => {
    const command = new Command(definition.name).description(definition.summary).allowExcessArguments(false);
    for (const [placeholder, description] of definition.arguments ?? []) {
      command.argument(placeholder, description);
    }
    for (const [flags, description] of [...(definition.options ?? []), ...commonOptions]) {
      command.option(flags, description);
    }
    command.addHelpText("after", `\nExamples:\n${definition.examples.map((line) => `  ${line}`).join("\n")}`);
    return command.action(async () => {
      const { json, url, apiKey, ...options } = command.opts();
      const named = command.registeredArguments.map((argument, index) => [
        argument.name(),
        command.processedArgs[index],
      ]);
      const common = commonSchema.parse({ json, url, apiKey });
      await execute(common, (context) =>
        definition.run(context, parseInput(definition.input, { ...Object.fromEntries(named), ...options })),
      );
    });
  };

/** A command that is built once it is known how commands are executed. */
export type CommandFactory = (execute: Execute) => Command;

/** Commands under a common first word; `byDefault` runs where no second word is given. */
export const groupCommands =
  (
    name: string,
    summary: string,
    members: readonly CommandFactory[],
    byDefault?: CommandFactory,
  ): CommandFactory =>
  (execute) => {
    const group = new Command(name).description(summary);
    if (byDefault) group.addCommand(byDefault(execute), { isDefault: true });
    for (const member of members) group.addCommand(member(execute));
    return group;
  };
