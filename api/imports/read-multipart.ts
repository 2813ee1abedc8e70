import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import busboy from "busboy";
import { describeError } from "../../domain/describe-error.ts";
import { HttpProblem } from "../http/http-problem.ts";

const LIMITS = { files: 1, fields: 10, fieldSize: 1_024, parts: 11, headerPairs: 50 };

const createParser = (request: IncomingMessage) => {
  try {
    return busboy({ headers: request.headers, limits: LIMITS });
  } catch (error) {
    throw new HttpProblem(400, `The multipart body cannot be read: ${describeError(error)}.`, {
      cause: error,
    });
  }
};

/**
 * Hands the one file of a multipart body to `save` while it arrives, and resolves to what that resolves to once
 * the body has ended well.
 *
 * @throws {HttpProblem} 400 for a body without a file, with more than one, or that breaks off; what `save` throws.
 */
export const readMultipart = async <T>(
  request: IncomingMessage,
  save: (file: Readable, name: string) => Promise<T>,
): Promise<T> => {
  const parser = createParser(request);
  let saving: Promise<T> | undefined;
  let receiving: Readable | undefined;
  const parsed = new Promise<void>((resolve, reject) => {
    parser.on("file", (_field, file, info) => {
      // The save's own promise carries a broken file; without a listener it would end the process.
      file.on("error", () => undefined);
      receiving = file;
      saving = save(file, info.filename ?? "");
      saving.catch(reject);
    });
    parser.on("filesLimit", () => reject(new HttpProblem(400, "Send one file at a time.")));
    parser.on("error", (error) =>
      reject(
        new HttpProblem(400, `The multipart body breaks off: ${describeError(error)}.`, { cause: error }),
      ),
    );
    parser.on("close", resolve);
    request.on("error", reject);
  });
  request.pipe(parser);
  try {
    await parsed;
    if (!saving) throw new HttpProblem(400, "The multipart body holds no file: send one as a file field.");
    return await saving;
  } catch (error) {
    // What was being saved is given up before the answer, so that nothing appears after it.
    receiving?.destroy(new Error("given up", { cause: error }));
    await saving?.catch(() => undefined);
    throw error;
  } finally {
    request.unpipe(parser);
    request.resume();
  }
};
