import { request } from "node:http";
import { expect, test } from "vitest";
import type { AuthorsResponse } from "../../../api/contract/documents.ts";
import type { Warehouse } from "../../../stores/warehouse.ts";
import { strictFake } from "../../support/strict-fake.ts";
import { postJson, startGateway, type TestGateway } from "../support/gateway.ts";

const KEY = "0123456789abcdef-key";
const warehouse = strictFake<Warehouse>("warehouse", {
  listAuthors: async () => [],
  countDocuments: async () => [],
});

/** The status for a request with another Host header, which fetch does not allow. */
const statusAs = (gateway: TestGateway, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(`${gateway.url}/healthz`, { headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on("error", reject)
      .end();
  });

test("where keys are set, only callers with one get in", async () => {
  await using gateway = await startGateway({ apiKeys: [KEY, "another-key-of-ours"], warehouse });
  const without = await fetch(`${gateway.url}/authors`);
  expect(without.status).toBe(401);
  expect(without.headers.get("www-authenticate")).toContain("Bearer");
  const wrong = await fetch(`${gateway.url}/authors`, { headers: { authorization: `Bearer ${KEY}x` } });
  expect(wrong.status).toBe(401);
  const right = await fetch(`${gateway.url}/authors`, { headers: { authorization: `Bearer ${KEY}` } });
  const body: AuthorsResponse = { items: [] };
  expect(await right.json()).toEqual(body);
  expect(gateway.log.join("")).not.toContain(KEY);
});

test.each(["/healthz", "/readyz", "/openapi.json", "/docs", "/favicon.ico"])(
  "%s asks for no key",
  async (path) => {
    await using gateway = await startGateway({ apiKeys: [KEY] });
    expect((await fetch(gateway.url + path)).status).toBe(200);
  },
);

test.each(["/metrics", "/search?query=x", "/v1/models", "/stats", "/map", "/runs", "/documents", "/nowhere"])(
  "%s asks for a key",
  async (path) => {
    await using gateway = await startGateway({ apiKeys: [KEY] });
    expect((await fetch(gateway.url + path)).status).toBe(401);
  },
);

test("too many requests answer 429 with Retry-After", async () => {
  await using gateway = await startGateway({ rateLimit: 2, warehouse });
  const statuses = [];
  for (let count = 0; count < 3; count += 1) statuses.push((await fetch(`${gateway.url}/authors`)).status);
  expect(statuses).toEqual([200, 200, 429]);
  const refused = await fetch(`${gateway.url}/authors`);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("ratelimit")).toBeTruthy();
  expect(await refused.json()).toMatchObject({ type: "/problems/too-many-requests" });
});

test.each([
  ["localhost:3000", 200],
  ["127.0.0.1", 200],
  ["[::1]:3000", 200],
  ["twin.localhost", 200],
  ["evil.example", 403],
  ["127.0.0.1.evil.example", 403],
])("bound to loopback, Host %j answers %i", async (host, status) => {
  await using gateway = await startGateway();
  expect(await statusAs(gateway, host)).toBe(status);
});

test("bound to another address, any Host is answered", async () => {
  await using gateway = await startGateway({ loopbackOnly: false });
  expect(await statusAs(gateway, "twin.example")).toBe(200);
});

test("pages of another origin may not change anything", async () => {
  await using gateway = await startGateway();
  const statusWith = async (headers: Record<string, string>) =>
    (await postJson(`${gateway.url}/generate`, {}, headers)).status;
  expect(await statusWith({ origin: "https://evil.example" })).toBe(403);
  expect(await statusWith({ origin: "null" })).toBe(403);
  expect(await statusWith({ origin: gateway.url })).toBe(400);
  expect(await statusWith({ origin: gateway.url, "sec-fetch-site": "cross-site" })).toBe(403);
  expect(await statusWith({ origin: "https://proxy.example", "sec-fetch-site": "same-origin" })).toBe(400);
});

test("no other origin is allowed to read, and scripts come from here alone", async () => {
  await using gateway = await startGateway();
  const { headers } = await fetch(`${gateway.url}/healthz`, { headers: { origin: "https://evil.example" } });
  expect(headers.get("access-control-allow-origin")).toBeNull();
  expect(headers.get("content-security-policy")).toContain("script-src 'self';");
  expect(headers.get("x-powered-by")).toBeNull();
});
