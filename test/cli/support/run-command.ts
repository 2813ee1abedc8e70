import type { CommandFactory } from "../../../cli/define-command.ts";
import { createGatewayClient } from "../../../cli/gateway/gateway-client.ts";
import { createOutput } from "../../../cli/output/output.ts";
import type { Settings } from "../../../configs/settings.ts";
import { strictFake } from "../../support/strict-fake.ts";
import type { Exchange } from "./fake-gateway.ts";

/**
 * Runs a command in this process against a gateway that answers exactly these exchanges, in order.
 *
 * @returns what it printed and its exit code. @throws what the command throws, and for an unexpected request.
 */
export const runCommand = async (
  factory: CommandFactory,
  args: readonly string[],
  script: readonly Exchange[],
): Promise<{ code: number; stdout: string; stderr: string }> => {
  const left = [...script];
  const answer: typeof fetch = async (url, init) => {
    const { pathname, search } = new URL(String(url));
    const actual = `${init?.method ?? "GET"} ${pathname}${search}`;
    const expected = left.shift();
    if (expected?.request !== actual) {
      throw new Error(`unexpected ${actual}, expected ${expected?.request ?? "nothing"}`);
    }
    return Response.json(expected.answer, { status: expected.status ?? 200 });
  };
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
  });
  let code = -1;
  const command = factory(async ({ json }, work) => {
    code = await work({
      settings: strictFake<Settings>("settings", {}),
      environment: {},
      gateway: createGatewayClient({ baseUrl: "http://gateway", fetch: answer }),
      output: createOutput(json, stream("stdout"), stream("stderr")),
      signal: new AbortController().signal,
    });
  });
  await command.parseAsync(args, { from: "user" });
  if (left.length > 0) throw new Error(`never came: ${left.map(({ request }) => request).join(", ")}`);
  return { code, ...written };
};
