import { targetSchema } from "../../domain/deployment/serving.ts";

/** Where a version is to serve. */
export const targetOption = ["--target <name>", "where it is to serve: local (default) or tabby"] as const;
export const target = targetSchema.default("local");
