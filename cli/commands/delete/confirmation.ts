import { z } from "zod";

/** What a deletion must be confirmed with. */
export const confirmation = ["--yes", "delete without being asked again"] as const;
export const confirmed = z.boolean({ error: "a deletion cannot be undone: add --yes" });
