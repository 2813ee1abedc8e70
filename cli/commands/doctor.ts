import { z } from "zod";
import { defineCommand } from "../define-command.ts";
import { artefactChecks } from "../doctor/artefact-checks.ts";
import { type Finding, runChecks } from "../doctor/check.ts";
import { machineChecks } from "../doctor/machine-checks.ts";
import { runningChecks } from "../doctor/running-checks.ts";
import { trainerCheck } from "../doctor/trainer-check.ts";
import { exitCodes } from "../exit-codes.ts";
import { formatTable, printable } from "../output/format.ts";

const marks: Record<Finding["state"], string> = { ok: "✓ ok", warn: "! warn", fail: "✗ fail" };

const renderFindings = (findings: readonly Finding[]): string => {
  const table = formatTable(findings.map(({ part, state, detail }) => [marks[state], part, detail]));
  const advice = findings.flatMap(({ part, advice: text }) => (text ? [`${part}: ${text}`] : []));
  return printable([table, ...(advice.length > 0 ? ["", ...advice] : [])].join("\n"));
};

export const doctorCommand = defineCommand({
  name: "doctor",
  summary: "Check every part and say what is wrong and what to do; exits with 1 when a part fails.",
  examples: ["npx twin doctor", "npx twin doctor --json"],
  input: z.object({}),
  run: async ({ settings, environment, gateway, output, signal }) => {
    const checks = [
      ...machineChecks(settings),
      ...artefactChecks(settings),
      trainerCheck(settings, environment),
      ...runningChecks(settings, gateway.baseUrl),
    ];
    const findings = await runChecks(checks, signal);
    output.result(findings, () => renderFindings(findings));
    return findings.some(({ state }) => state === "fail") ? exitCodes.failed : exitCodes.ok;
  },
});
