import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createGraphBuilder } from "../../../models/embedding/onnx/graph-builder.ts";

/** Ids are places in this list; special tokens first. */
const words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "dull", "good", "best", "which"];

const special = (id: string): object => ({ id, ids: [words.indexOf(id)], tokens: [id] });
const token = (id: string, type_id: number): object => ({ SpecialToken: { id, type_id } });

const tokenizer = {
  version: "1.0",
  added_tokens: words.slice(0, 4).map((content, id) => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: true,
  })),
  normalizer: {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: "BertPreTokenizer" },
  post_processor: {
    type: "TemplateProcessing",
    single: [token("[CLS]", 0), { Sequence: { id: "A", type_id: 0 } }, token("[SEP]", 0)],
    pair: [
      token("[CLS]", 0),
      { Sequence: { id: "A", type_id: 0 } },
      token("[SEP]", 0),
      { Sequence: { id: "B", type_id: 1 } },
      token("[SEP]", 1),
    ],
    special_tokens: { "[CLS]": special("[CLS]"), "[SEP]": special("[SEP]") },
  },
  decoder: { type: "WordPiece", prefix: "##", cleanup: true },
  model: {
    type: "WordPiece",
    unk_token: "[UNK]",
    continuing_subword_prefix: "##",
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
  },
};

/** A graph whose logit is the sum of the second text's token ids: ids × types × mask. */
const graph = (): Uint8Array => {
  const builder = createGraphBuilder("tiny");
  const inputs = ["input_ids", "token_type_ids", "attention_mask"].map((name) =>
    builder.node("Cast", [builder.input(name, "int64", ["batch", "sequence"])], { to: 1 }),
  );
  const [ids = "", types = "", mask = ""] = inputs;
  const counted = builder.node("Mul", [builder.node("Mul", [ids, types]), mask]);
  const axes = builder.integers("axes", [1]);
  builder.node("ReduceSum", [counted, axes], { keepdims: 1 }, { outputs: ["logits"] });
  builder.output("logits", "float", ["batch", 1]);
  return builder.encode();
};

/** Writes a cross-encoder that prefers passages with words late in its vocabulary, into a folder. */
export const writeTinyCrossEncoder = async (folder: string): Promise<void> => {
  await mkdir(join(folder, "onnx"), { recursive: true });
  await writeFile(join(folder, "onnx", "model.onnx"), graph());
  await writeFile(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  await writeFile(
    join(folder, "tokenizer_config.json"),
    JSON.stringify({ tokenizer_class: "BertTokenizer" }),
  );
};
