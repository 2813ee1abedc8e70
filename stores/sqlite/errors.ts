import {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SetupError,
  type TwinError,
  UnavailableError,
} from "../../domain/errors.ts";

/** Primary result codes of SQLite (https://sqlite.org/rescode.html). */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IO_ERROR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANNOT_OPEN = 14;
const NOT_A_DATABASE = 26;

/** The primary result code of an error that SQLite raised; `undefined` for any other error. */
const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && "errcode" in error && typeof error.errcode === "number"
    ? error.errcode & 0xff
    : undefined;

/** Whether another connection holds a lock that this one needs. */
export const isBusy = (error: unknown): boolean => [BUSY, LOCKED].includes(resultCode(error) ?? 0);

/**
 * SQLite's error as ours, naming the file and what to do. An error that is no fault of the file or its disk is
 * returned as it is.
 */
export const toTwinError = (error: unknown, file: string): unknown => {
  const options = { cause: error };
  switch (resultCode(error)) {
    case BUSY:
    case LOCKED:
      return new UnavailableError(
        `The database ${file} is locked by another process and did not become free in time. End what holds it, or try again later.`,
        options,
      );
    case FULL:
      return new UnavailableError(
        `The disk that holds the database ${file} is full; nothing of this write was kept. Free some space, then try again.`,
        options,
      );
    case IO_ERROR:
      return new UnavailableError(
        `Reading or writing the database ${file} failed. Check its disk (full, unplugged, failing?), then try again.`,
        options,
      );
    case READONLY:
      return new SetupError(
        `The database ${file} cannot be written. Give this user write permission on the file and its folder, or set DATA_DIR to another folder.`,
        options,
      );
    case CANNOT_OPEN:
      return new SetupError(
        `The database ${file} cannot be opened. Check that its folder exists, that it is a file, and that this user may read and write both, or set DATA_DIR to another folder.`,
        options,
      );
    case NOT_A_DATABASE:
      return new SetupError(
        `The file ${file} is not a SQLite database. Move it away, or set DATA_DIR to another folder.`,
        options,
      );
    case CORRUPT:
      return new SetupError(
        `The database ${file} is damaged. Restore it from a backup, or move it away and run the collection again.`,
        options,
      );
    default:
      return error;
  }
};

const classes = {
  ConflictError,
  InvalidInputError,
  NotFoundError,
  SetupError,
  UnavailableError,
} satisfies Record<string, new (message: string) => TwinError>;
type ClassName = keyof typeof classes;

/** An error as it crosses a thread boundary, where classes other than JavaScript's own are lost. */
export type SentError =
  | { readonly className: ClassName; readonly message: string }
  | { readonly className: undefined; readonly error: unknown };

/** An error as it is sent; the thread's own stack and cause stay behind. */
export const packError = (error: unknown): SentError => {
  const className = Object.entries(classes).find(([, type]) => error instanceof type)?.[0];
  return error instanceof Error && isClassName(className)
    ? { className, message: error.message }
    : { className: undefined, error };
};

/** The error that was sent, of its own class again. */
export const unpackError = (sent: SentError): unknown =>
  sent.className === undefined ? sent.error : new classes[sent.className](sent.message);

const isClassName = (name: string | undefined): name is ClassName => name !== undefined && name in classes;
