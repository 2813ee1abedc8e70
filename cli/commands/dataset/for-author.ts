import { z } from "zod";

/** The author of a new dataset, who must be named. */
export const forAuthor = z.string({ error: "name the author by --author" }).min(1);
