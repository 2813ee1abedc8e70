import type { Route } from "../http/route.ts";
import { createOpenApiDocument } from "../openapi/document.ts";

/** `GET /openapi.json`: the description of this API. */
export const openApiRoute = ({ version }: { readonly version: string }): Route => {
  const document = createOpenApiDocument(version);
  return {
    path: "/openapi.json",
    get: (_request, response) => {
      response.json(document);
    },
  };
};
