import { z } from "zod";
import {
  answerSchema,
  type GenerateRequest,
  type GenerateResponse,
  generateRequestSchema,
} from "../../api/contract/generate.ts";
import type { CommandContext } from "../command-context.ts";
import { defineCommand } from "../define-command.ts";
import { exitCodes } from "../exit-codes.ts";
import { readAnswer } from "../gateway/read-answer.ts";
import { printable } from "../output/format.ts";

const renderSources = ({ citations, model, warnings }: GenerateResponse): string =>
  printable(
    [
      "",
      ...citations.map(({ number, title, link }) => `[${number}] ${title} — ${link}`),
      `Answered by ${model}`,
      ...warnings.map((warning) => `Note: ${warning}`),
    ].join("\n"),
  );

const askWhole = ({ gateway, signal }: CommandContext, request: GenerateRequest): Promise<GenerateResponse> =>
  gateway.post("/generate", request, answerSchema, signal);

const askStreaming = async (
  { gateway, output, signal }: CommandContext,
  request: GenerateRequest,
): Promise<GenerateResponse> => {
  const body = await gateway.open("/generate", { ...request, stream: true }, signal);
  return readAnswer(body, (text) => output.piece(printable(text)));
};

export const askCommand = defineCommand({
  name: "ask",
  summary: "Ask the twin; the answer is shown as it is generated, with its sources.",
  arguments: [["<prompt>", "what to ask"]],
  options: [
    ["--author <name>", "answer from this author's documents alone"],
    ["--template <name>", "answer, linkedin-post or article"],
  ],
  examples: ['npx twin ask "How do I chunk articles for retrieval?"'],
  input: z.object({
    prompt: z.string(),
    author: z.string().optional(),
    template: generateRequestSchema.shape.template,
  }),
  run: async (context, { prompt, author, template }) => {
    const request: GenerateRequest = {
      prompt,
      template,
      ...(author ? { author } : {}),
    };
    const answer = await (context.output.json ? askWhole : askStreaming)(context, request);
    context.output.result(answer, () => renderSources(answer));
    return exitCodes.ok;
  },
});
