import { readFileSync } from "node:fs";

// Prints the counts of Vitest's JSON report, and fails where there is none.
try {
  const report = JSON.parse(readFileSync(process.argv[2], "utf8"));
  // A file that cannot even be loaded has no tests, but is a failure.
  const broken = report.testResults.filter(
    (file) => file.status === "failed" && file.assertionResults.length === 0,
  );
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + broken.length;
  console.log(`${report.numPassedTests} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 || report.numPassedTests === 0 ? 1 : 0;
} catch (error) {
  console.error(`There is no report of the tests: ${error.message}`);
  console.log("0 passed, 1 failed, 0 skipped");
  process.exitCode = 1;
}
