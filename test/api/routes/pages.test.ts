import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startGateway, type TestGateway } from "../support/gateway.ts";

let folder: string;
let gateway: TestGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "twin-pages-"));
  await mkdir(join(folder, "guides"));
  await mkdir(join(folder, "ui"));
  await writeFile(
    join(folder, "guides", "start.md"),
    "# Start & go\n\n<script>alert(1)</script>\n\n[bad](javascript:alert(1)) [good](/chat)\n",
  );
  await writeFile(join(folder, "secret.md"), "# secret");
  await writeFile(join(folder, "ui", "index.html"), "<title>Twin</title>");
  gateway = await startGateway({ folders: { ui: join(folder, "ui"), guides: join(folder, "guides") } });
});

afterAll(async () => {
  await gateway[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const BROWSER = { accept: "text/html,application/xhtml+xml,*/*;q=0.8" };

test("a guide is a page without the file's HTML and without dangerous links", async () => {
  const response = await fetch(`${gateway.url}/guides/start`);
  expect(response.headers.get("content-type")).toContain("text/html");
  const page = await response.text();
  expect(page).toContain("<title>Start &#38; go</title>");
  expect(page).not.toContain("<script");
  expect(page).not.toContain('href="javascript:');
  expect(page).toContain('href="/chat"');
});

test.each(["nothing", "..%2Fsecret", "%2e%2e%2fsecret", "a%00b"])("guide %s is not found", async (name) => {
  expect((await fetch(`${gateway.url}/guides/${name}`)).status).toBe(404);
});

test.each(["/", "/chat", "/map?colour=author", "/runs/etl%3Aa"])(
  "a browser gets the UI at %s",
  async (path) => {
    const response = await fetch(gateway.url + path, { headers: BROWSER });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("<title>Twin</title>");
  },
);

test("where no room is, a browser gets the UI with a 404, and a program a problem", async () => {
  const page = await fetch(`${gateway.url}/nowhere`, { headers: BROWSER });
  expect([page.status, await page.text()]).toEqual([404, "<title>Twin</title>"]);
  const problem = await fetch(`${gateway.url}/nowhere`);
  expect([problem.status, problem.headers.get("content-type")]).toEqual([
    404,
    expect.stringContaining("application/problem+json"),
  ]);
});

test("a UI that was not built says how to build it", async () => {
  await using bare = await startGateway();
  const response = await fetch(`${bare.url}/`, { headers: BROWSER });
  expect(response.status).toBe(503);
  expect(await response.text()).toContain("not built");
});

test("the documentation comes from here and holds no inline script", async () => {
  const page = await (await fetch(`${gateway.url}/docs`)).text();
  for (const [, source] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect((await fetch(new URL(source ?? "", gateway.url))).status).toBe(200);
  }
  expect(page).not.toMatch(/<script>/);
});
