import { AwsError } from './errors.ts';
import type { Answer, WireRequest } from './http.ts';
import type { Target } from './s3/service.ts';
import type { Served } from './server.ts';

/** What a fault hook is asked about. */
export interface FaultRequest extends Target {
  readonly service: 's3' | 's3-control' | 'sts' | 'iam' | 'kms';
  readonly request: WireRequest;
}

export type Fault =
  /** Answered at once; nothing is done. */
  | {
      readonly status: number;
      readonly code: string;
      readonly message?: string;
      readonly headers?: Record<string, string>;
    }
  /** Done, and then answered like this. */
  | { readonly afterDoing: { readonly status: number; readonly code: string } }
  /** Done; the answer's body ends after so many bytes, and the connection with it. */
  | { readonly cutBodyAt: number }
  /** Done; the answer takes this long. */
  | { readonly delayMs: number }
  /** Nothing is done, and nothing answered. */
  | 'stall'
  /** The connection breaks, and nothing is done. */
  | 'reset'
  /** Done; the connection breaks before the answer: a lost 200. */
  | 'drop-answer'
  /** Done; the first byte of the answer's body is another. */
  | 'wrong-bytes';

const NOTHING: Answer = { status: 200 };

export async function applyFault(
  fault: Fault | undefined,
  answer: () => Promise<Answer>,
  errorAnswer: (error: AwsError) => Answer,
): Promise<Served> {
  if (fault === undefined) return sent(await answer());
  if (fault === 'stall') return { answer: NOTHING, delivery: { kind: 'stall' } };
  if (fault === 'reset') return { answer: NOTHING, delivery: { kind: 'drop' } };
  if (typeof fault === 'object' && 'code' in fault) {
    const { status, code, message = `A fault set by the test: ${code}`, headers = {} } = fault;
    return sent(errorAnswer(new AwsError(status, code, message, { headers })));
  }
  const real = await answer();
  if (fault === 'drop-answer') return { answer: real, delivery: { kind: 'drop' } };
  if (fault === 'wrong-bytes') return sent({ ...real, body: withWrongByte(Buffer.from(real.body ?? '')) });
  if ('cutBodyAt' in fault) return { answer: real, delivery: { kind: 'cut', atByte: fault.cutBodyAt } };
  if ('delayMs' in fault) {
    await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
    return sent(real);
  }
  const { status, code } = fault.afterDoing;
  return sent(errorAnswer(new AwsError(status, code, `A fault set by the test: ${code}`)));
}

function sent(answer: Answer): Served {
  return { answer, delivery: { kind: 'send' } };
}

/** A copy: the stored object must stay as it is. */
function withWrongByte(body: Buffer): Buffer {
  const wrong = Buffer.from(body);
  if (wrong.length > 0) wrong[0] = (wrong[0] ?? 0) ^ 0xff;
  return wrong;
}
