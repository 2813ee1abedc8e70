import { renderCommands } from "./render-commands.ts";
import { renderSettings } from "./render-settings.ts";

/** The pages that are generated: file, relative to the project → what makes it. */
export const references: Readonly<Record<string, () => string>> = {
  "docs/reference/cli.md": renderCommands,
  "docs/reference/settings.md": renderSettings,
};
