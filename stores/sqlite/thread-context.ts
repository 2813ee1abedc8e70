import { type Connection, openConnection } from "./connection.ts";
import { type CodesCache, createCodesCache } from "./vectors/codes-cache.ts";
import { createQueryTokenizer, type QueryTokenizer } from "./vectors/query-tokenizer.ts";

/** What the operations of one thread work with. */
export interface ThreadContext {
  readonly connection: Connection;
  readonly tokenizer: QueryTokenizer;
  readonly codes: CodesCache;
}

/** Opens the file for one thread. Throws as `openConnection` does. */
export const openThreadContext = (file: string, access: "read" | "write"): ThreadContext & Disposable => {
  const connection = openConnection(file, access);
  const tokenizer = createQueryTokenizer();
  return {
    connection,
    tokenizer,
    codes: createCodesCache(connection),
    [Symbol.dispose]: () => {
      tokenizer.close();
      connection.close();
    },
  };
};
