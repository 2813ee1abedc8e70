/** One wrong field of an input: its path, such as `generation.maxTokens`, and what it must be. */
export interface FieldProblem {
  readonly path: string;
  readonly message: string;
}

interface HttpProblemOptions extends ErrorOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly errors?: readonly FieldProblem[];
  /** Kind of problem for machines; the status decides where it is left out. */
  readonly code?: string;
}

/** An error that is about HTTP itself, or about an input's fields: its status, and what the client is told. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly FieldProblem[] | undefined;
  readonly code: string | undefined;

  constructor(status: number, detail: string, options: HttpProblemOptions = {}) {
    super(detail, options);
    this.name = "HttpProblem";
    this.status = status;
    this.headers = options.headers ?? {};
    this.errors = options.errors;
    this.code = options.code;
  }
}
