import { fileURLToPath } from "node:url";
import { createClient } from "@hey-api/openapi-ts";
import packageJson from "../../package.json" with { type: "json" };
import { createOpenApiDocument } from "./document.ts";

/** Where the web UI's types lie. */
export const generatedFolder = fileURLToPath(new URL("../../ui/src/api/generated", import.meta.url));

/** Writes TypeScript types of every request and response of the gateway into a folder, in place of what it held. */
export const generateTypes = async (folder: string): Promise<void> => {
  // The generator reads plain JSON; its own type of a document is narrower than OpenAPI's.
  const input: Record<string, unknown> = JSON.parse(
    JSON.stringify(createOpenApiDocument(packageJson.version)),
  );
  await createClient({
    input,
    output: { path: folder, clean: true },
    plugins: ["@hey-api/typescript"],
    logs: { level: "silent" },
  });
};

if (import.meta.main) await generateTypes(generatedFolder);
