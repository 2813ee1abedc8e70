import { readinessResponseSchema } from "../../api/contract/health.ts";
import { describeError } from "../../domain/describe-error.ts";
import type { GatewayClient } from "../gateway/gateway-client.ts";

/** What a gateway that is ready says of its parts all the same, such as that a model stands in for another. */
export const readGatewayNotes = async (gateway: GatewayClient, signal: AbortSignal): Promise<string[]> => {
  try {
    const { dependencies } = await gateway.get("/readyz", readinessResponseSchema, signal);
    return Object.values(dependencies).flatMap(({ detail }) => detail ?? []);
  } catch (error) {
    signal.throwIfAborted();
    return [describeError(error)];
  }
};
