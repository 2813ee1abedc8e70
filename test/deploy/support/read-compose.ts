import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { projectRoot } from "../../../configs/environment.ts";

const dependsOn = z.record(z.string(), z.object({ condition: z.string() }));

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z
    .object({ context: z.string(), dockerfile: z.string().optional(), target: z.string().optional() })
    .optional(),
  profiles: z.array(z.string()).default([]),
  command: z.array(z.string()).optional(),
  entrypoint: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  ports: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  restart: z.string().optional(),
  depends_on: dependsOn.default({}),
  healthcheck: z.object({ test: z.array(z.string()) }).optional(),
});
export type Service = z.infer<typeof serviceSchema>;

const composeSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  secrets: z.record(z.string(), z.object({ environment: z.string() })),
  volumes: z.record(z.string(), z.unknown()),
});
export type Compose = z.infer<typeof composeSchema>;

/** A file of the project, by its path from the root. */
export const readProjectFile = (path: string): Promise<string> => readFile(join(projectRoot, path), "utf8");

/** A Compose file as plain data, anchors and merges resolved, nothing interpolated. */
export const parseComposeYaml = (text: string): unknown => parse(text, { merge: true });

/** What the checks look at of a Compose file. */
export const readCompose = (data: unknown): Compose => composeSchema.parse(data);
