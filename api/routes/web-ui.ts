import { existsSync } from "node:fs";
import { join } from "node:path";
import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { uiRooms } from "../contract/ui-rooms.ts";
import { favicon } from "../pages/favicon.ts";
import { toPage } from "../pages/page.ts";

const rooms: ReadonlySet<string> = new Set(uiRooms);

const notBuilt = toPage(
  "The web UI is not built",
  '<main><h1>The web UI is not built</h1><p>Build it with <code>npx vite build ui</code>, or start everything with <code>npm start</code>, which builds it. The API works without it: see <a href="/docs">/docs</a>.</p></main>',
);

/** A browser that opens a page asks for HTML; a program that asks for anything gets the API. */
const wantsPage = (request: Request, response: Response): boolean => {
  if (request.method !== "GET") return false;
  response.vary("Accept");
  return request.accepts(["json", "html"]) === "html";
};

const opensRoom: RequestHandler = (request, response, next) => {
  const room = request.path.split("/")[1] ?? "";
  return rooms.has(room) && wantsPage(request, response) ? next() : next("router");
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
  router.use(opensRoom, (_request, response) => {
    if (!existsSync(index)) return void response.status(503).type("html").send(notBuilt);
    response.set("Cache-Control", "no-cache").sendFile(index);
  });
  return router;
};

/** What a browser is shown where nothing is: the web UI, which says so and knows the way back. */
export const nowherePage =
  ({ folder }: { readonly folder: string }): RequestHandler =>
  (request, response, next) => {
    const index = join(folder, "index.html");
    if (!wantsPage(request, response) || !existsSync(index)) return next();
    return response.status(404).set("Cache-Control", "no-cache").sendFile(index);
  };
