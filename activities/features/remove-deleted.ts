import { z } from "zod";
import type { DocumentFilter } from "../../domain/documents.ts";
import type { FeatureActivities } from "./contract.ts";
import type { FeatureDependencies } from "./dependencies.ts";

const PAGE_SIZE = 1_000;

/** Where an earlier attempt stopped: in which collection, after which document, and what it had removed. */
const progressSchema = z.object({ collection: z.string(), after: z.string(), removed: z.array(z.string()) });

type Dependencies = Pick<FeatureDependencies, "warehouse" | "vectors" | "context">;

/** See `FeatureActivities.removeDeleted`. */
export const removeDeleted = async (
  { warehouse, vectors, context }: Dependencies,
  { category, scope, snapshot }: Parameters<FeatureActivities["removeDeleted"]>[0],
): Promise<number> => {
  const { signal, heartbeat, lastHeartbeat } = context();
  const resume = progressSchema.safeParse(lastHeartbeat).data;
  const removed = new Set(resume?.removed);
  const filter: DocumentFilter = { ...(scope.authorIds && { authorIds: scope.authorIds }) };
  const { cleaned, embedded } = snapshot.collections[category];
  // The chunks go first: what searches read must not outlive its document.
  const collections = resume?.collection === cleaned ? [cleaned] : [embedded, cleaned];
  for (const collection of collections) {
    let after = resume?.collection === collection ? resume.after : undefined;
    do {
      signal.throwIfAborted();
      const page = await vectors.listDocumentIds(collection, {
        filter,
        limit: PAGE_SIZE,
        ...(after && { after }),
      });
      const missing = await warehouse.findMissing(page.items);
      if (missing.length > 0) await vectors.deleteDocuments(collection, { documentIds: missing });
      for (const id of missing) removed.add(id);
      after = page.next;
      if (after) heartbeat({ collection, after, removed: [...removed] });
    } while (after);
  }
  return removed.size;
};
