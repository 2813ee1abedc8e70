import { createRequire } from "node:module";
import { dirname } from "node:path";
import express, { Router } from "express";
import { docsPage, docsScript } from "../pages/docs-page.ts";

const swaggerFolder = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));

/** `/docs`: the API's description for reading and trying. */
export const docsRouter = (): Router => {
  const router = Router();
  router.get("/", (_request, response) => {
    response.type("html").send(docsPage);
  });
  router.get("/start.js", (_request, response) => {
    response.type("text/javascript").send(docsScript);
  });
  router.use(express.static(swaggerFolder, { index: false, maxAge: "1h" }));
  return router;
};
