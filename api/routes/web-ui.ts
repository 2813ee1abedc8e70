import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { uiRooms } from "../contract/ui-rooms.ts";
import { favicon } from "../pages/favicon.ts";
import { toPage } from "../pages/page.ts";

const rooms: ReadonlySet<string> = new Set(uiRooms);

const notBuilt = toPage(
  "The web UI is not built",
  '<main><h1>The web UI is not built</h1><p>Build it with <code>npx vite build ui</code>, or start everything with <code>npm start</code>, which builds it. The API works without it: see <a href="/docs">/docs</a>.</p></main>',
);

/** A browser that opens a page asks for HTML; a program that asks for anything gets the API. */
const opensPage: RequestHandler = (request, response, next) => {
  const room = request.path.split("/")[1] ?? "";
  if (request.method !== "GET" || !rooms.has(room)) return next("router");
  response.vary("Accept");
  return request.accepts(["json", "html"]) === "html" ? next() : next("router");
};

/** The web UI from its build folder. Its rooms are one page; `/map`, say, is a room for browsers and JSON for programs. */
export const webUiRouter = ({ folder }: { readonly folder: string }): Router => {
  const router = Router();
  const index = join(folder, "index.html");
  router.use(
    "/assets",
    express.static(join(folder, "assets"), { immutable: true, maxAge: "1y", index: false }),
  );
  router.use(express.static(folder, { index: false }));
  router.get("/favicon.ico", (_request, response) => {
    response.type("image/svg+xml").set("Cache-Control", "max-age=86400").send(favicon);
  });
  router.use(opensPage, (_request, response) => {
    if (!existsSync(index)) return void response.status(503).type("html").send(notBuilt);
    response.set("Cache-Control", "no-cache").sendFile(index);
  });
  return router;
};
