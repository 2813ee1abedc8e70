import { describe, expect, test } from "vitest";
import { judgeAnswer } from "../../../domain/deployment/judge-answer.ts";

const expectation = { minCharacters: 5, mustNotMatch: ["<\\|im_end\\|>"] };
const judge = (answer: string) => judgeAnswer(answer, expectation);

describe("the judge of smoke tests", () => {
  test.each(["Software is tested to find faults early.", "hello hello hello world", "Ja, gern."])(
    "lets %j through",
    (answer) => expect(judge(answer)).toBeUndefined(),
  );

  test.each([
    ["", "is empty"],
    [" \n\t", "is empty"],
    ["the the the the the the the the", "repeats"],
    ["!!!!!!!!!!!!", "repeats"],
    ["Yes", "has 3 characters, fewer than 5"],
    ["Hello<|im_end|> there", "must not be in it"],
  ])("refuses %j", (answer, reason) => expect(judge(answer)).toContain(reason));
});
