import { stringify } from "yaml";
import type { DatasetDraft } from "../../domain/datasets/dataset-version.ts";

type Described = Pick<DatasetDraft, "name" | "author" | "kind" | "samples" | "dropped" | "lineage">;

/** Columns of a line, by kind: named, so that a side where a column is empty is read like the other. */
const columns = {
  instruct: ["instruction", "answer", "documentId"],
  preference: ["instruction", "chosen", "rejected", "documentId"],
} as const;

const sides = ["train", "test"] as const;

const frontMatter = ({ name, kind, samples }: Described): string =>
  stringify({
    pretty_name: name,
    task_categories: ["text-generation"],
    configs: [
      {
        config_name: "default",
        // A file without lines has no format that a reader could find out.
        data_files: sides
          .filter((side) => samples[side] > 0)
          .map((side) => ({ split: side, path: `data/${side}.jsonl` })),
      },
    ],
    dataset_info: { features: columns[kind].map((column) => ({ name: column, dtype: "string" })) },
  });

const table = (
  head: readonly [string, string],
  rows: readonly (readonly [string, string | number])[],
): string =>
  [`| ${head.join(" | ")} |`, "| --- | --- |", ...rows.map((row) => `| ${row.join(" | ")} |`)].join("\n");

/** Text in a cell of a Markdown table. */
const cell = (text: string): string => text.replace(/[\\|<>`*_[\]]/g, "\\$&").replace(/\s+/g, " ");

/** The dataset card in the form of the Hugging Face hub: front matter for programs, then what people want to know. */
export const renderDatasetCard = (dataset: Described): string => {
  const { name, author, kind, samples, dropped, lineage } = dataset;
  const origin: [string, string | number][] = [
    ["source", lineage.source],
    ["prompt", cell(lineage.prompt ?? "none")],
    ["generator", cell(lineage.generator ?? "none")],
    ["imported file (SHA-256)", lineage.uploadId ?? "none"],
    ["seed of the split", lineage.seed],
    ["documents", lineage.documents.length],
  ];
  return `${[
    `---\n${frontMatter(dataset)}---`,
    `# ${name}`,
    `${kind === "instruct" ? "Instruct" : "Preference"} samples for the twin of ${cell(author)}. No document has samples on both sides.`,
    table(
      ["side", "samples"],
      sides.map((side) => [side, samples[side]]),
    ),
    "## Left out",
    table(["filter", "samples"], Object.entries(dropped)),
    "## Where it comes from",
    table(["what", "value"], origin),
    ...(lineage.documents.length > 0
      ? [
          table(
            ["document", "content"],
            lineage.documents.map(({ id, contentHash }) => [id, contentHash]),
          ),
        ]
      : []),
  ].join("\n\n")}\n`;
};
