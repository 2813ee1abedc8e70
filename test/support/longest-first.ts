import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes minutes, the longest first. */
const longest = [
  "test/loop/training-loop.integration.test.ts",
  "test/activities/training/evaluate/serving-agrees-with-trainer.integration.test.ts",
  "test/resilience/training-kill.integration.test.ts",
  "test/trainer/pytest.integration.test.ts",
  "test/resilience/kill.integration.test.ts",
];

const rank = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
  return place < 0 ? longest.length : place;
};

/** Starts long files first, also where none has been timed yet, so that no worker is left with one at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rank(left) - rank(right));
  }
}
