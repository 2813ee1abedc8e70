import { DatabaseSync } from "node:sqlite";
import { z } from "zod";
import { searchStopWords } from "../../../domain/text/stop-words.ts";

const termRowsSchema = z.array(z.object({ term: z.string() }));

export interface QueryTokenizer {
  /** The distinct words of a query, without stop words unless there are no others. */
  searchWords(query: string): string[];
  close(): void;
}

/**
 * Splits queries by FTS5's own tokenizer, in a database in memory, so that each word is exactly one word to the text
 * index too (which stems it besides), whatever characters a user types.
 */
export const createQueryTokenizer = (): QueryTokenizer => {
  const database = new DatabaseSync(":memory:");
  database.exec(`
    CREATE VIRTUAL TABLE query USING fts5 (text, content = '', tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE words USING fts5vocab (query, 'row');
  `);
  const clear = database.prepare("INSERT INTO query (query) VALUES ('delete-all')");
  const insert = database.prepare("INSERT INTO query (rowid, text) VALUES (1, ?)");
  const select = database.prepare("SELECT term FROM words");
  return {
    searchWords: (query) => {
      clear.run();
      insert.run(query);
      const words = termRowsSchema.parse(select.all()).map(({ term }) => term);
      const telling = words.filter((word) => !searchStopWords.has(word));
      return telling.length > 0 ? telling : words;
    },
    close: () => database.close(),
  };
};
