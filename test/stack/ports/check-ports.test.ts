import { once } from "node:events";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { checkPorts, portTakenMessage } from "../../../stack/ports/check-ports.ts";
import { freePort } from "../../../stack/ports/free-port.ts";
import { parseHolder } from "../../../stack/ports/port-holder.ts";

describe("checkPorts", () => {
  it("says which port is taken and what to change", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const wanted = { port, host: "127.0.0.1", what: "The gateway", setting: "PORT" };
    try {
      await expect(checkPorts([wanted])).rejects.toThrow(`The gateway cannot use port ${port}`);
      await expect(checkPorts([wanted])).rejects.toThrow(`PORT=${port + 1}`);
    } finally {
      server.close();
    }
  });

  it("lets free ports pass", async () => {
    const wanted = { port: await freePort(), host: "127.0.0.1", what: "The gateway", setting: "PORT" };
    await expect(checkPorts([wanted])).resolves.toBeUndefined();
  });

  it("names the holder where it is known", () => {
    const wanted = { port: 3000, host: "127.0.0.1", what: "The gateway", setting: "PORT" };
    expect(portTakenMessage(wanted, "ruby (process 12)")).toBe(
      "The gateway cannot use port 3000: ruby (process 12) is using it. Stop that, or choose another port, such as PORT=3001.",
    );
  });
});

describe("parseHolder", () => {
  it.each([
    ['LISTEN 0 511 127.0.0.1:3000 0.0.0.0:* users:(("node",pid=4711,fd=21))', "node (process 4711)"],
    ["p4711\ncnode\n", "node (process 4711)"],
    ["LISTEN 0 511 127.0.0.1:3000 0.0.0.0:*", undefined],
    ["", undefined],
  ])("reads %j", (output, holder) => expect(parseHolder(output)).toBe(holder));
});
