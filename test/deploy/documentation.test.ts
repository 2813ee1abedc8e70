import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { projectRoot } from "../../configs/environment.ts";
import { CPU_TASK_QUEUE } from "../../domain/runs/task-queues.ts";
import { runKinds } from "../../domain/runs/workflows.ts";
import { readProjectFile } from "./support/read-compose.ts";

const packageSchema = z.object({ scripts: z.record(z.string(), z.string()) });

/** Documents for people, which may link to each other. */
const documents = async (): Promise<string[]> => [
  "README.md",
  ...(await readdir(join(projectRoot, "docs"), { recursive: true }))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];

const linksOf = (text: string): string[] =>
  [...text.replace(/```[\s\S]*?```/g, "").matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = ""]) => target.replace(/#.*$/, ""))
    .filter((target) => target !== "" && !/^[a-z]+:/.test(target));

describe("the documentation", () => {
  test("links to files that there are", async () => {
    for (const document of await documents()) {
      for (const target of linksOf(await readProjectFile(document))) {
        // The gateway serves the guides under /guides, without their ending.
        const path = target.startsWith("/guides/")
          ? join(projectRoot, "docs", `${target}.md`)
          : join(projectRoot, dirname(document), target);
        expect(existsSync(path), `${document} links to ${target}`).toBe(true);
      }
    }
  });

  test("names scripts of package.json that there are", async () => {
    const { scripts } = packageSchema.parse(JSON.parse(await readProjectFile("package.json")));
    for (const document of await documents()) {
      for (const [, name = ""] of (await readProjectFile(document)).matchAll(
        /npm run (?:-s )?([a-z][\w:-]*)/g,
      )) {
        expect(Object.keys(scripts), `${document}: npm run ${name}`).toContain(name);
      }
    }
  });
});

/** The commands that start workflows in the guide, with what they give. */
const commandsOf = (guide: string) =>
  [...guide.matchAll(/temporal workflow start ([\s\S]*?--input '([^']+)')/g)].map(
    ([, command = "", input = ""]) => ({ command, input }),
  );

describe("the guide on the Temporal UI", () => {
  test("starts workflows that there are, with inputs that they take, under their ids", async () => {
    const commands = commandsOf(await readProjectFile("docs/guides/temporal-ui.md"));
    const started = commands.map(({ command }) => /--type (\w+)/.exec(command)?.[1]);
    expect(started.sort()).toEqual(Object.keys(runKinds).sort());
    for (const { command, input } of commands) {
      expect(command).toContain(`--task-queue ${CPU_TASK_QUEUE} `);
      const id = /--workflow-id ("([^"]+)"|(\S+))/.exec(command);
      const [kind = ""] = started.filter((type) => command.includes(`--type ${type} `));
      expect(idOf(kind, JSON.parse(input))).toBe(id?.[2] ?? id?.[3]);
    }
  });

  test("shows JSON that some workflow takes", async () => {
    const guide = await readProjectFile("docs/guides/temporal-ui.md");
    const inputs = [...guide.matchAll(/```json\n([\s\S]*?)```|`(\{ .*?\})`/g)].map(
      ([, block, inline]) => block ?? inline ?? "",
    );
    expect(inputs.length).toBeGreaterThanOrEqual(5);
    for (const input of inputs) {
      const data: unknown = JSON.parse(input.replace(/7700f0ef6e4c…/, "7".repeat(64)));
      const takers = Object.values(runKinds).filter((kind) => kind.input.safeParse(data).success);
      expect(takers.length, input).toBeGreaterThan(0);
    }
  });
});

const idOf = (kind: string, input: unknown): string => {
  switch (kind) {
    case "datasetGeneration":
      return runKinds.datasetGeneration.workflowId(runKinds.datasetGeneration.input.parse(input));
    case "continuousTraining":
      return runKinds.continuousTraining.workflowId(runKinds.continuousTraining.input.parse(input));
    case "deployment":
      return runKinds.deployment.workflowId(runKinds.deployment.input.parse(input));
    case "etl":
      return runKinds.etl.workflowId(runKinds.etl.input.parse(input));
    case "featureEngineering":
      return runKinds.featureEngineering.workflowId(runKinds.featureEngineering.input.parse(input));
    case "twin":
      return runKinds.twin.workflowId(runKinds.twin.input.parse(input));
    default:
      throw new Error(`no workflow is called ${JSON.stringify(kind)}`);
  }
};
