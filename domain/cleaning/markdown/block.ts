/** A block of light Markdown. `lines` are as they stand in the text, without the line ends. */
export type Block =
  | {
      readonly kind: "heading";
      readonly level: number;
      readonly text: string;
      /** The source had it as a line of a paragraph that looks like a heading. */
      readonly fromLine?: true;
    }
  | { readonly kind: "paragraph" | "list" | "quote" | "table"; readonly lines: readonly string[] }
  | { readonly kind: "code"; readonly lines: readonly string[]; readonly fenced: boolean }
  | { readonly kind: "rule" };

export type LineBlock = Extract<Block, { kind: "paragraph" | "list" | "quote" | "table" }>;

/** A block's text as one string, for comparisons. */
export const blockText = (block: Block): string => {
  switch (block.kind) {
    case "heading":
      return block.text;
    case "rule":
      return "";
    default:
      return block.lines.join("\n");
  }
};
