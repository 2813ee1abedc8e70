import { expect, test } from "vitest";
import { serve } from "../../api/serve.ts";

test("a port in use is told with what to do", async () => {
  const address = { host: "127.0.0.1", port: 0 };
  const first = await serve((_request, response) => response.end(), address, new AbortController());
  const port = Number(new URL(first.url).port);
  await expect(serve(() => undefined, { ...address, port }, new AbortController())).rejects.toThrow(
    `Port ${port} of 127.0.0.1 is in use. Stop what listens there, or set PORT to another one.`,
  );
  await first.close();
});

test("closing ends what waits for the shutdown signal", async () => {
  const shutdown = new AbortController();
  const running = await serve(
    (_request, response) => {
      response.write("begin ");
      shutdown.signal.addEventListener("abort", () => response.end("end"));
    },
    { host: "127.0.0.1", port: 0 },
    shutdown,
  );
  const response = await fetch(running.url);
  const text = response.text();
  await running.close();
  expect(await text).toBe("begin end");
});
