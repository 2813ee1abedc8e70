import { UnavailableError } from "../../../domain/errors.ts";

/**
 * Maps a server's finish reason: TGI says `eos_token` and `stop_sequence` too, and an empty text where others say null.
 *
 * @returns undefined while the answer goes on.
 * @throws {UnavailableError} for a reason that means the answer was broken off (`abort`, `content_filter`, …).
 */
export const toFinishReason = (reason: string | null | undefined): "stop" | "length" | undefined => {
  switch (reason) {
    case null:
    case undefined:
    case "":
      return undefined;
    case "stop":
    case "eos_token":
    case "stop_sequence":
      return "stop";
    case "length":
      return "length";
    default:
      throw new UnavailableError(`The generation server broke the answer off: finish reason "${reason}"`);
  }
};
