import type { Route } from "../http/route.ts";
import type { CorpusMap } from "../map/corpus-map.ts";

/** `GET /map`: the chunks in two dimensions; 202 while they are being laid out. */
export const mapRoute = ({ corpusMap }: { readonly corpusMap: CorpusMap }): Route => ({
  path: "/map",
  get: async (_request, response) => {
    const map = await corpusMap.read();
    if (map.state === "computing") response.status(202).set("Retry-After", "1");
    response.json(map);
  },
});
