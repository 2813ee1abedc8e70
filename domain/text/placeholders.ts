import { z } from "zod";

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/** Texts with placeholders, such as `{{title}}`. */
export interface Placeholders<Name extends string> {
  /** A text that is not empty and has no placeholder but the known ones. */
  readonly schema: z.ZodString;
  /** Fills a text. Values are put in as they are: a placeholder inside a value is not filled again. */
  fill(text: string, values: Readonly<Record<Name, string>>): string;
}

/** Defines which placeholders texts may have. */
export const definePlaceholders = <Name extends string>(names: readonly Name[]): Placeholders<Name> => ({
  schema: z
    .string()
    .trim()
    .min(1)
    .superRefine((text, context) => {
      for (const [, name] of text.matchAll(PLACEHOLDER)) {
        if (names.some((known) => known === name)) continue;
        context.addIssue(`unknown placeholder {{${name}}}; there is ${names.join(", ")}`);
      }
    }),
  fill: (text, values) => {
    const known = new Map<string, string>(Object.entries(values));
    return text.replace(PLACEHOLDER, (_, name: string) => known.get(name) ?? "");
  },
});
