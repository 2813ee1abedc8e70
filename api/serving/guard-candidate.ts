import { UnavailableError } from "../../domain/errors.ts";
import type { GenerationBackend } from "../../models/generation.ts";
import { abortable } from "../abortable.ts";

/**
 * A candidate's model, held to end within a time and to say something.
 *
 * @param seconds longest that one answer may take.
 */
export const guardCandidate = (backend: GenerationBackend, seconds: number): GenerationBackend => ({
  ...backend,
  stream: async function* (request, signal) {
    const limit = AbortSignal.timeout(seconds * 1_000);
    const either = AbortSignal.any([signal, limit]);
    const iterator = backend.stream(request, either)[Symbol.asyncIterator]();
    let text = "";
    try {
      for (;;) {
        // Whatever the backend makes of its signal.
        const next = await abortable(iterator.next(), either);
        if (next.done) break;
        if (next.value.type === "text-delta") text += next.value.text;
        else if (text.trim() === "") throw new UnavailableError("the answer is empty");
        yield next.value;
      }
    } catch (error) {
      signal.throwIfAborted();
      throw limit.aborted ? new UnavailableError(`the answer took longer than ${seconds} s`) : error;
    } finally {
      // Not waited for: an iterator that hangs would hang here again.
      iterator.return?.()?.catch(() => undefined);
    }
  },
});
