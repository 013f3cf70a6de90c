import { text } from 'node:stream/consumers';
import { createServer } from 'node:http';
import type { Event } from '../../src/base/events.ts';
import { createNetwork } from '../../src/net/network.ts';
import { createCredentials } from '../../src/aws/credentials/credentials.ts';
import type { CredentialDeps, Credentials, CredentialSettings } from '../../src/aws/credentials/credentials.ts';
import { listen } from '../../tools/listen.ts';

/** One request that the stand-in got. */
export interface Seen {
  /** `token`, or the Action of an STS call. */
  readonly operation: string;
  /** Query of the token request, or form of the STS call. */
  readonly params: URLSearchParams;
  readonly authorization: string;
}

/** Answers a request in place of the stand-in. */
export type Script = (seen: Seen) => { status: number; code?: string; message?: string; body?: string } | undefined;

/**
 * The runner's token service and an STS, without any checks of their own: tests say what they refuse. Time is virtual:
 * Date headers and expirations follow `nowMs`.
 */
export interface StandIn {
  readonly url: string;
  readonly seen: Seen[];
  readonly env: Record<string, string>;
  script: Script;
  nowMs: number;
  close(): Promise<void>;
}

export const CLAIMS = {
  iss: 'https://token.actions.githubusercontent.com',
  sub: 'repo:acme/app:ref:refs/heads/main',
  aud: 'sts.amazonaws.com',
  repository: 'acme/app',
  repository_id: '67890',
  repository_owner: 'acme',
  repository_owner_id: '12345',
  event_name: 'schedule',
  jti: 'secret-serial',
};

export async function startStandIn(): Promise<StandIn> {
  let tokens = 0;
  let sessions = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? '', 'http://stand-in');
      const form = new URLSearchParams(await text(request));
      const isToken = url.pathname === '/token';
      const seen: Seen = {
        operation: isToken ? 'token' : (form.get('Action') ?? ''),
        params: isToken ? url.searchParams : form,
        authorization: request.headers.authorization ?? '',
      };
      standIn.seen.push(seen);
      const scripted = standIn.script(seen);
      response.setHeader('date', new Date(standIn.nowMs).toUTCString());
      response.statusCode = scripted?.status ?? 200;
      if (scripted !== undefined) {
        response.end(scripted.body ?? stsError(scripted.code ?? 'AccessDenied', scripted.message ?? 'refused'));
      } else if (isToken) {
        response.end(
          JSON.stringify({ value: tokenOf({ ...CLAIMS, aud: url.searchParams.get('audience'), serial: ++tokens }) }),
        );
      } else {
        response.end(stsAnswer(seen, ++sessions, standIn.nowMs));
      }
    })();
  });
  const { url, close } = await listen(server);
  const standIn: StandIn = {
    url,
    seen: [],
    env: {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'bearer-of-the-job',
    },
    script: () => undefined,
    nowMs: Date.now(),
    close,
  };
  return standIn;
}

export function tokenOf(claims: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part(claims)}.signature`;
}

function stsError(code: string, message: string): string {
  return `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
}

function stsAnswer({ operation, params }: Seen, session: number, nowMs: number): string {
  const lifeSeconds = Number(params.get('DurationSeconds') ?? 3600);
  const result =
    operation === 'GetCallerIdentity'
      ? '<Arn>arn:aws:sts::111122223333:assumed-role/backup/holdfast</Arn><UserId>u</UserId><Account>111122223333</Account>'
      : `<Credentials><AccessKeyId>ASIA${session}</AccessKeyId><SecretAccessKey>secret-${session}</SecretAccessKey><SessionToken>session-${session}</SessionToken><Expiration>${new Date(nowMs + lifeSeconds * 1000).toISOString()}</Expiration></Credentials>`;
  return `<${operation}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${operation}Result>${result}</${operation}Result></${operation}Response>`;
}

export const ROLE = 'arn:aws:iam::111122223333:role/backup';

export interface Bench extends Credentials {
  readonly events: Event[];
  readonly masked: string[];
}

/** Credentials over the stand-in, as a workflow with id-token: write would make them. */
export function credentialsOver(
  standIn: StandIn,
  settings: Partial<CredentialSettings> = {},
  deps: Partial<CredentialDeps> = {},
): Bench {
  const events: Event[] = [];
  const masked: string[] = [];
  const env = deps.env ?? standIn.env;
  const credentials = createCredentials(
    {
      mode: 'backup',
      bucket: 'vault',
      prefix: 'nightly',
      series: ['acme/app/files'],
      roleToAssume: [ROLE],
      roleDurationSeconds: 3600,
      allowedAccountIds: [],
      sessionPolicy: 'auto',
      stsEndpointUrl: standIn.url,
      useFipsEndpoint: false,
      ...settings,
    },
    {
      network: createNetwork({}, env),
      emit: (event) => events.push(event),
      mask: (secret) => masked.push(secret),
      now: () => new Date(standIn.nowMs),
      retry: { attempts: 5, baseMs: 5 },
      ambient: async () => {
        throw new Error('there are no ambient credentials here');
      },
      ...deps,
      env,
    },
  );
  return { ...credentials, events, masked };
}
