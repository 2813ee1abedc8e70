import { z } from "zod";
import { canonicalLink } from "../identity.ts";

/** What a record says, in one form for all the shapes that records come in. */
export interface RecordFields {
  /** The author's full name, where the record names one. */
  readonly author: string | undefined;
  /** Name of the field that holds the author, for messages. */
  readonly authorField: string;
  readonly platform: string | undefined;
  /** Canonical. */
  readonly link: string;
  readonly title: string;
  readonly publishedAt: string | undefined;
  readonly body: RecordBody;
}

export type RecordBody =
  | {
      readonly category: "articles";
      readonly content: string;
      readonly subtitle: string | undefined;
      readonly language: string | undefined;
    }
  | { readonly category: "posts"; readonly content: string }
  | {
      readonly category: "repositories";
      readonly description: string | undefined;
      readonly files: readonly { readonly path: string; readonly text: string }[];
    };

/** Text that every store gives back as it got it: no half surrogate pairs, no NUL. */
const storable = (value: string): string => value.toWellFormed().replaceAll("\0", "");

const isBlank = (value: string): boolean => value.trim() === "";

/** What is said of a field that is not text: exports write `null` for what they lack. */
const notText = ({ input }: { readonly input?: unknown }): string =>
  input === undefined || input === null ? "is missing" : "must be text";

export const anyText = z.string({ error: notText }).transform(storable);

export const filledText = anyText.refine((value) => !isBlank(value), { error: "is empty" });

/** `undefined` for what is missing, `null` or blank. */
export const optionalText = anyText
  .nullish()
  .transform((value) => (value === undefined || value === null || isBlank(value) ? undefined : value.trim()));

/** A link to the web, made canonical. */
export const webLink = z
  .string({ error: notText })
  .max(2_000, { error: "must have at most 2000 characters", abort: true })
  .refine((value) => /^https?:\/\//i.test(value.trim()) && URL.canParse(value.trim()), {
    error: ({ input }) => `must be an http(s) URL, is ${JSON.stringify(String(input).slice(0, 200))}`,
    abort: true,
  })
  .transform(canonicalLink);

const isoTime = z.iso.datetime({ offset: true });
const isoDate = z.iso.date();

/** An ISO 8601 date or time; a date is taken as its first moment in UTC. */
export const publicationTime = optionalText
  .refine(
    (value) => value === undefined || isoTime.safeParse(value).success || isoDate.safeParse(value).success,
    { error: "must be an ISO 8601 date or time, such as 2024-07-29 or 2024-07-29T12:00:00Z" },
  )
  .transform((value) =>
    value !== undefined && isoDate.safeParse(value).success ? `${value}T00:00:00Z` : value,
  );

const MAX_DERIVED_TITLE = 100;

/** The title of a post that has none: the start of its first line. */
export const titleFromText = (content: string): string => {
  const line = content.trim().split(/\r?\n/, 1)[0] ?? "";
  const characters = [...line];
  return characters.length <= MAX_DERIVED_TITLE
    ? line
    : `${characters
        .slice(0, MAX_DERIVED_TITLE - 1)
        .join("")
        .trimEnd()}…`;
};
