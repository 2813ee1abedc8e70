import { setTimeout as sleep } from "node:timers/promises";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { z } from "zod";

const answerSchema = z.object({ answer: z.string(), model: z.string() });

export interface StreamedAnswer {
  readonly model: string;
  /** The text of the `token` events, joined. */
  readonly streamed: string;
  /** The text of the `done` event. */
  readonly whole: string;
}

/** Asks the gateway for one streamed answer. @throws when the stream tells an error or ends without `done`. */
export const ask = async (url: string): Promise<StreamedAnswer> => {
  const response = await fetch(`${url}/generate`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      prompt: "Hi",
      template: "linkedin-post",
      retrieval: false,
      stream: true,
      generation: { maxTokens: 24 },
    }),
  });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
  let streamed = "";
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  for await (const { event, data } of events) {
    if (event === "error") throw new Error(data);
    if (event === "token") streamed += z.object({ text: z.string() }).parse(JSON.parse(data)).text;
    if (event === "done") {
      const { answer, model } = answerSchema.parse(JSON.parse(data));
      return { model, streamed, whole: answer };
    }
  }
  throw new Error(`The stream ended without its last event, after ${JSON.stringify(streamed)}`);
};

/** Clients that ask one question after the other until they are told to stop. */
export const startClients = (url: string, clients: number) => {
  const answers: StreamedAnswer[] = [];
  const errors: unknown[] = [];
  let stopped = false;
  const run = async (): Promise<void> => {
    while (!stopped) {
      await ask(url).then(
        (answer) => answers.push(answer),
        (error: unknown) => errors.push(error),
      );
      await sleep(1);
    }
  };
  const running = Promise.all(Array.from({ length: clients }, run));
  return {
    answers,
    errors,
    stop: async (): Promise<void> => {
      stopped = true;
      await running;
    },
  };
};
