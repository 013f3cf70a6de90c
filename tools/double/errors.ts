/** An error that a client gets to see, as AWS would answer it. */
export class AwsError extends Error {
  readonly status: number;
  readonly code: string;
  /** More elements of S3's error document, such as `Region`. */
  readonly details: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: Record<string, string>; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? {};
    this.headers = more.headers ?? {};
  }
}

export function notImplemented(what: string): AwsError {
  return new AwsError(501, 'NotImplemented', `The double does not serve ${what}.`);
}
