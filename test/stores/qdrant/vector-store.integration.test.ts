import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SetupError, UnavailableError } from "../../../domain/errors.ts";
import { createQdrantVectorStore } from "../../../stores/qdrant/create-qdrant-vector-store.ts";
import { describeVectorStore } from "../vector-store-contract.ts";

const { QDRANT_URL: url, QDRANT_API_KEY: apiKey } = process.env;

if (url) {
  describeVectorStore("Qdrant at QDRANT_URL", async () => createQdrantVectorStore({ url, apiKey }));
} else {
  describe.skip("Qdrant: set QDRANT_URL (and QDRANT_API_KEY) to run the contract against a server", () => {
    it("keeps the contract of VectorStore", () => {});
  });
}

describe("a Qdrant that cannot be had", () => {
  const key = "a-secret-key";
  let status = 500;
  const server = createServer((_, response) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify({ status: { error: "as it were" }, time: 0 }));
  });
  let address = "";

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const bound = server.address();
    if (bound === null || typeof bound === "string") throw new Error("no port was assigned");
    address = `http://127.0.0.1:${bound.port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const failure = async (at: string): Promise<unknown> =>
    createQdrantVectorStore({ url: at, apiKey: key })
      .ping()
      .catch((error: unknown) => error);

  it("is said to be away when nothing listens, without the key", async () => {
    const error = await failure("http://127.0.0.1:9");
    expect(error).toBeInstanceOf(UnavailableError);
    expect(String(error)).toContain("127.0.0.1:9");
    expect(JSON.stringify(error) + String(error)).not.toContain(key);
  });

  it.each([
    [401, SetupError],
    [403, SetupError],
    [429, UnavailableError],
    [500, UnavailableError],
    [503, UnavailableError],
  ])("by status %i is said to be what it is", async (answered, kind) => {
    status = answered;
    const error = await failure(address);
    expect(error).toBeInstanceOf(kind);
    expect(JSON.stringify(error) + String(error)).not.toContain(key);
  });
});
