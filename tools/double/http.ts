/** What a handler gets: one whole request, its body already read. Header names are lower case. */
export interface WireRequest {
  readonly method: string;
  /** As sent: percent-encoded, without the query. */
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Came over TLS. */
  readonly secure: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export function xmlAnswer(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/xml' }, body };
}

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
