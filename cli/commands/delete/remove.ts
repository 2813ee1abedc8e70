import { type DeletionResponse, deletionResponseSchema } from "../../../api/contract/documents.ts";
import type { CommandContext, ExitCode } from "../../command-context.ts";
import { exitCodes } from "../../exit-codes.ts";

/** Deletes what the gateway keeps under a path, and says what that came to. */
export const remove = async (
  { gateway, output, signal }: CommandContext,
  path: string,
): Promise<ExitCode> => {
  const deletion: DeletionResponse = await gateway.delete(path, deletionResponseSchema, signal);
  output.result(
    deletion,
    () =>
      `Deleted: ${deletion.documents} documents, ${deletion.cleanedDocuments} cleaned documents, ${deletion.chunks} chunks`,
  );
  return exitCodes.ok;
};
