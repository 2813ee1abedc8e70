import { z } from "zod";
import type { DatasetKind, DatasetSample } from "./dataset-version.ts";

/** A sample, or what is wrong with what came instead of one. */
export type ParsedSample = { readonly sample: DatasetSample } | { readonly problem: string };

const fieldsSchema = z.record(z.string(), z.unknown());
type Fields = z.infer<typeof fieldsSchema>;

const messagesSchema = z.array(z.object({ role: z.string(), content: z.string() }));
type Messages = z.infer<typeof messagesSchema>;

/** Names under which data sets keep their fields, the surest first. */
const instructionNames = ["instruction", "question", "prompt"];
const answerNames = ["answer", "output", "response", "completion"];

/** Half of a surrogate pair, as in text that was cut inside an emoji, is no Unicode: trainers refuse the file for it. */
const textOf = (value: unknown): string | undefined => {
  const text = typeof value === "string" ? value.toWellFormed().trim() : "";
  return text === "" ? undefined : text;
};

const firstText = (fields: Fields, names: readonly string[]): string | undefined =>
  names.map((name) => textOf(fields[name])).find((text) => text !== undefined);

/** The one question and the one answer of a conversation. What a system message says is no part of them. */
const turnsOf = (messages: Messages): { instruction: string; answer: string } | { problem: string } => {
  const [question, answer, ...more] = messages.filter(({ role }) => role !== "system");
  if (more.length > 0) {
    return { problem: `messages: ${messages.length} of them; one question and one answer can be taken` };
  }
  if (question?.role !== "user" || answer?.role !== "assistant") {
    return { problem: "messages: a user's message and an assistant's answer to it are needed" };
  }
  const [asked, answered] = [textOf(question.content), textOf(answer.content)];
  if (asked === undefined || answered === undefined) return { problem: "messages: one is empty" };
  return { instruction: asked, answer: answered };
};

/** The text of an answer: as it is, or the last message of a conversation. */
const answerText = (value: unknown): string | undefined => {
  const messages = messagesSchema.safeParse(value).data;
  const last = messages?.at(-1);
  return last?.role === "assistant" ? textOf(last.content) : textOf(value);
};

/** What a conversation asks that has no answer yet: its one user's message. */
const askedIn = (value: unknown): string | undefined => {
  const turns = messagesSchema.safeParse(value).data?.filter(({ role }) => role !== "system") ?? [];
  const [question, ...more] = turns;
  return question?.role === "user" && more.length === 0 ? textOf(question.content) : undefined;
};

const instructionOf = (fields: Fields): string | undefined => {
  const instruction = firstText(fields, instructionNames) ?? askedIn(fields["prompt"]);
  const input = textOf(fields["input"]);
  return instruction !== undefined && input !== undefined ? `${instruction}\n\n${input}` : instruction;
};

const parseInstruct = (fields: Fields): ParsedSample => {
  const messages = messagesSchema.safeParse(fields["messages"]).data;
  if (messages) {
    const turns = turnsOf(messages);
    return "problem" in turns ? turns : { sample: { ...turns, documentId: null } };
  }
  const instruction = instructionOf(fields);
  if (instruction === undefined) return { problem: `no text in ${instructionNames.join(", ")} or messages` };
  const answer = firstText(fields, answerNames) ?? answerText(fields["completion"]);
  if (answer === undefined) return { problem: `no text in ${answerNames.join(", ")} or messages` };
  return { sample: { instruction, answer, documentId: null } };
};

/** What the conversation that ends with an answer asks. */
const askedBefore = (value: unknown): string | undefined =>
  askedIn(messagesSchema.safeParse(value).data?.slice(0, -1));

const parsePreference = (fields: Fields): ParsedSample => {
  const instruction = instructionOf(fields) ?? askedBefore(fields["chosen"]);
  const chosen = answerText(fields["chosen"]);
  const rejected = answerText(fields["rejected"]);
  if (instruction === undefined) return { problem: `no text in ${instructionNames.join(", ")}` };
  if (chosen === undefined) return { problem: "chosen: no text" };
  if (rejected === undefined) return { problem: "rejected: no text" };
  if (chosen === rejected) return { problem: "chosen and rejected are the same" };
  return { sample: { instruction, chosen, rejected, documentId: null } };
};

const parsers: { readonly [Kind in DatasetKind]: (fields: Fields) => ParsedSample } = {
  instruct: parseInstruct,
  preference: parsePreference,
};

/**
 * Reads a sample in any of the usual forms: `{instruction, answer}` and its other names, Alpaca's
 * `{instruction, input, output}`, `{messages}` with one question and one answer, `{prompt, completion}` of texts or of
 * messages; for preferences `{instruction or prompt, chosen, rejected}`, or without a prompt where `chosen` is
 * a conversation that holds it. Takes any value and never throws.
 */
export const parseSample = (value: unknown, kind: DatasetKind): ParsedSample => {
  const fields = fieldsSchema.safeParse(value).data;
  return fields ? parsers[kind](fields) : { problem: "not a JSON object" };
};

/** The answer that a sample teaches. */
export const answerOf = (sample: DatasetSample): string =>
  "answer" in sample ? sample.answer : sample.chosen;

/** The texts of a sample, for what holds of each of them. */
export const answersOf = (sample: DatasetSample): readonly string[] =>
  "answer" in sample ? [sample.answer] : [sample.chosen, sample.rejected];
