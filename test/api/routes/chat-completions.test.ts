import { expect, test } from "vitest";
import { openAiErrorSchema } from "../../../api/contract/openai.ts";
import { UnavailableError } from "../../../domain/errors.ts";
import { answer, answerEvents, citation, scriptedAnswerer } from "../support/answers.ts";
import { postJson, startGateway } from "../support/gateway.ts";

const path = "/v1/chat/completions";
const messages = [
  { role: "system", content: "Be brief." },
  { role: "user", content: "First" },
  { role: "assistant", content: "Yes" },
  { role: "user", content: [{ type: "text", text: "How?" }] },
];

test("the last user message is answered, with citations in a field of their own", async () => {
  const answerer = scriptedAnswerer();
  await using gateway = await startGateway({ answerer });
  const response = await postJson(gateway.url + path, {
    model: "test-model",
    messages,
    max_tokens: 9,
    seed: 4,
    top_p: 1,
    user: "someone",
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    id: "chatcmpl-a1",
    object: "chat.completion",
    created: expect.any(Number),
    model: "test-model",
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: answer.answer },
        finish_reason: "stop",
        logprobs: null,
      },
    ],
    usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 },
    citations: [citation],
    answered_by: "test-model",
    warnings: [],
  });
  expect(answerer.asked).toMatchObject([
    { prompt: "How?", model: "test-model", generation: { maxTokens: 9, seed: 4, temperature: 0 } },
  ]);
});

test("a stream is framed byte for byte as OpenAI's is, usage included on request", async () => {
  await using gateway = await startGateway({ answerer: scriptedAnswerer() });
  const response = await postJson(gateway.url + path, {
    messages,
    stream: true,
    stream_options: { include_usage: true },
  });
  const text = (await response.text()).replace(/"created":\d+/g, '"created":1');
  const chunk = (choices: unknown[], extra: object = {}) =>
    `data: ${JSON.stringify({
      id: "chatcmpl-a1",
      object: "chat.completion.chunk",
      created: 1,
      model: "test-model",
      choices,
      usage: null,
      ...extra,
    })}\n\n`;
  const choice = (delta: object, finish_reason: string | null = null) => ({
    index: 0,
    delta,
    finish_reason,
    logprobs: null,
  });
  expect(text).toBe(
    chunk([choice({ role: "assistant", content: "" })], { citations: [citation] }) +
      chunk([choice({ content: "Run" })]) +
      chunk([choice({ content: " it.\n" })]) +
      chunk([choice({}, "stop")], { answered_by: "test-model", warnings: [] }) +
      chunk([], { usage: { prompt_tokens: 12, completion_tokens: 3, total_tokens: 15 } }) +
      "data: [DONE]\n\n",
  );
});

test.each([
  ["no messages", {}, 400, "messages"],
  ["no user message", { messages: [{ role: "system", content: "x" }] }, 400, "messages"],
  ["two choices", { messages, n: 2 }, 400, "n"],
  ["another model", { messages, model: "gpt-4" }, 400, null],
])("%s is an error in OpenAI's shape", async (_what, body, status, param) => {
  await using gateway = await startGateway();
  const response = await postJson(gateway.url + path, body);
  expect(response.status).toBe(status);
  const { error } = openAiErrorSchema.parse(await response.json());
  expect(error).toMatchObject({ type: "invalid_request_error", param });
});

test.each([
  ["a wrong field", { messages, n: 2 }, "The body is wrong: n: must be 1, since only one choice is made."],
  [
    "two wrong fields",
    { n: 2 },
    "The body is wrong: messages: is required; n: must be 1, since only one choice is made.",
  ],
  [
    "no user message",
    { messages: [{ role: "system", content: "x" }] },
    "The body is wrong: one message of role user is needed.",
  ],
])("%s is told once", async (_what, body, message) => {
  await using gateway = await startGateway();
  const response = await postJson(gateway.url + path, body);
  expect(openAiErrorSchema.parse(await response.json()).error.message).toBe(message);
});

test("an error in the middle of a stream is a last line without [DONE]", async () => {
  const events = [...answerEvents.slice(0, 2), new UnavailableError("Gone")];
  await using gateway = await startGateway({ answerer: scriptedAnswerer(events) });
  const text = await (await postJson(gateway.url + path, { messages, stream: true })).text();
  expect(text).toContain('data: {"error":{"message":"Gone","type":"server_error"');
  expect(text).not.toContain("[DONE]");
});

test("the model list names the one that serves", async () => {
  await using gateway = await startGateway();
  const response = await fetch(`${gateway.url}/v1/models`);
  expect(await response.json()).toEqual({
    object: "list",
    data: [{ id: "test-model", object: "model", created: 1_700_000_000, owned_by: "llm-twin" }],
  });
});
