import { z } from "zod";
import { InvalidInputError } from "../../../domain/errors.ts";
import { continuousTrainingInputSchema } from "../../../domain/runs/continuous-training.ts";
import { etlInputSchema } from "../../../domain/runs/etl.ts";
import { featureEngineeringInputSchema } from "../../../domain/runs/feature-engineering.ts";
import { runKinds } from "../../../domain/runs/workflows.ts";

/** What a schedule starts. */
export const scheduledWorkSchema = z.object({
  kind: z.enum(["etl", "featureEngineering", "training"], {
    error: "must be etl, featureEngineering or training",
  }),
  author: z.string().min(1).optional(),
  link: z.array(z.string()).default([]),
  consent: z.boolean().default(false),
});

/** The workflow that a schedule starts, checked as the workflow itself would. */
export const toScheduleAction = ({ kind, author, link, consent }: z.output<typeof scheduledWorkSchema>) => {
  const check = <Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> => {
    const parsed = schema.safeParse(input);
    if (parsed.success) return parsed.data;
    throw new InvalidInputError(parsed.error.issues.map((issue) => issue.message).join("; "));
  };
  if (kind === "etl") {
    const input = check(etlInputSchema, { author: author ?? "*", links: link, consent });
    return { workflowType: kind, args: [input], workflowId: runKinds.etl.workflowId(input) };
  }
  if (kind === "training") {
    const input = check(continuousTrainingInputSchema, { author, onlyNewDataset: true });
    return {
      workflowType: "continuousTraining",
      args: [input],
      workflowId: runKinds.continuousTraining.workflowId(input),
    };
  }
  const input = check(featureEngineeringInputSchema, author ? { authors: [author] } : {});
  return { workflowType: kind, args: [input], workflowId: runKinds.featureEngineering.workflowId(input) };
};
