import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { NotFoundError } from "../../domain/errors.ts";
import { parseInput } from "../http/parse-input.ts";
import type { Route } from "../http/route.ts";
import { renderGuide } from "../pages/render-guide.ts";

const paramsSchema = z.strictObject({ name: z.string() });
const NAME = /^[a-z0-9][a-z0-9-]*$/;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && "code" in error && error.code === "ENOENT";

/** `GET /guides/{name}`: one of the project's guides as a page, where the sample author's citations lead. */
export const guideRoute = ({ folder }: { readonly folder: string }): Route => ({
  path: "/guides/:name",
  get: async (request, response) => {
    const name = parseInput(paramsSchema, request.params, "path").name.replace(/\.md$/, "");
    const missing = new NotFoundError(`There is no guide named ${JSON.stringify(name.slice(0, 100))}.`);
    if (!NAME.test(name)) throw missing;
    const markdown = await readFile(join(folder, `${name}.md`), "utf8").catch((error: unknown) => {
      throw isMissing(error) ? missing : error;
    });
    response.type("html").send(renderGuide(markdown, name));
  },
});
