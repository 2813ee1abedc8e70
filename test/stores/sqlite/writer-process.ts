/**
 * A process that writes to a database until it is done or killed, for tests that start several:
 *
 *   node writer-process.ts FILE COLLECTION FIRST COUNT
 *
 * It writes documents FIRST to FIRST + COUNT − 1, each to the warehouse and to the collection, and prints each
 * document's number once both writes are acknowledged.
 */
import { createSqliteVectorStore } from "../../../stores/sqlite/create-sqlite-vector-store.ts";
import { createSqliteWarehouse } from "../../../stores/sqlite/create-sqlite-warehouse.ts";
import { openSqliteDatabase } from "../../../stores/sqlite/open-database.ts";
import { cleanedDocument, DIMENSION, replacementOf } from "../vector-store/fixtures.ts";
import { article } from "../warehouse/fixtures.ts";

const [file = "", collection = "", first = "0", count = "0"] = process.argv.slice(2);

await using database = await openSqliteDatabase({ file });
const warehouse = createSqliteWarehouse(database);
const vectors = createSqliteVectorStore(database);
await vectors.ensureCollection({ name: collection, kind: "chunks", dimension: DIMENSION });
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  await warehouse.upsertDocuments([article(`written-${number}`)]);
  await vectors.replaceChunks(collection, [
    replacementOf(cleanedDocument(`written-${number}`), [`one ${number}`, `two ${number}`]),
  ]);
  process.stdout.write(`${number}\n`);
}
