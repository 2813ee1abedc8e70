import { describe, expect, it } from "vitest";
import { holdsCode, isCodeLine } from "../../../domain/text/code-lines.ts";

describe("isCodeLine", () => {
  it.each([
    "rate = 2e-4",
    "kept, rest = split(words)",
    "size: int | None = None",
    "herd.feed(hay)",
    "    trainer = Trainer(",
    "def carry(load: int) -> int:",
    "class Llama(Animal):",
    "from herd import Llama",
    'import { feed } from "./feed.ts";',
    "const herd = open(path);",
    "for llama in herd:",
    "})",
    '"name": "Dolly",',
    "# Feed the herd",
    "!pip install hay",
    "pip install hay",
    "--herd-size 4 \\",
    "\\begin{align*} x &= y \\end{align*}",
  ])("takes %j for code", (line) => {
    expect(isCodeLine(line)).toBe(true);
  });

  it.each([
    "Llamas eat hay (about 4 kg a day), grass, and shrubs.",
    "We create it with the `Herd.open(path)` method, as in `herd = Herd.open(path)`.",
    "For all of them, you need three things:",
    "import the herd's records before you count them",
    "Set the parameters feed_rate, herd_size, and top_k to what the table says.",
    "Let's see whether it's the llama's hay or the alpaca's.",
    "Hay (H)",
    "git keeps every version of a file.",
    "Class sizes differ from school to school.",
    "Our barn's rate of loss = 3 % a year, which is little.",
  ])("takes %j for prose", (line) => {
    expect(isCodeLine(line)).toBe(false);
  });
});

describe("holdsCode", () => {
  it.each([
    "Then we define the herd class Herd(Base): name: str def feed(self) -> None: and go on.",
    'Deploy it by the following command:herd deploy --size "4" --barn east and wait.',
  ])("finds code that lost its line breaks: %j", (sentence) => {
    expect(isCodeLine(sentence)).toBe(false);
    expect(holdsCode(sentence)).toBe(true);
  });

  it("finds none in prose that names a class or an option", () => {
    expect(holdsCode("The class Herd feeds every llama, and --size sets how many there are.")).toBe(false);
  });
});
