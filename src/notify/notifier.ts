/** Tells the receivers that the inputs name how a run goes: made once by the entry, whatever becomes of the run. */
import { randomUUID } from 'node:crypto';
import type { HoldfastError } from '../base/errors.ts';
import { messageOf } from '../base/errors.ts';
import type { Emit } from '../base/events.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { parseAlone } from '../inputs/parse.ts';
import type { Env } from '../net/agents.ts';
import type { RetryPolicy } from '../net/retry.ts';
import type { ProblemClass } from '../report/problems.ts';
import type { RunResult } from '../report/result.ts';
import { redactError, redactJson, redactProblems, redactResult, type Redactor } from '../report/secrets.ts';
import type { Resolve } from './addresses.ts';
import { endBeat, startBeat } from './heartbeat.ts';
import { type Message, messageOfFailure, messageOfResult, plainText } from './message.ts';
import type { Delivery, Sender } from './send.ts';
import { bodyOf, templateFor } from './templates.ts';

export interface NotifierDeps {
  readonly env: Env;
  readonly emit: Emit;
  /** Aborted by a signal that ends the run: then there is little time left. */
  readonly signal: AbortSignal;
  /** Called with all that could give an address away, before the first use. */
  readonly mask: (secret: string) => void;
  readonly redact: Redactor['redact'];
  /** In milliseconds, of any beginning. */
  readonly nowMs: () => number;
  /** For tests. */
  readonly resolve?: Resolve;
  readonly retry?: RetryPolicy;
  readonly tryMs?: number;
}

/** A run that ended, by its result or by what was thrown. */
export type Ending = { readonly result: RunResult } | { readonly mode: string; readonly error: HoldfastError };

export interface Notifier {
  /** Told that the run begins; not waited for. */
  readonly start: () => void;
  /** Never rejects: what could not be sent is a warning. */
  readonly end: (ending: Ending, exitCode: number, problems: readonly ProblemClass[]) => Promise<void>;
}

/** All tries of one message; that of the end counts from the end of the work. The runner ends a cancelled step after 7.5 s. */
const LIMIT_MS = { start: 10_000, end: 20_000, cancelled: 5_000 } as const;

type Settings = Pick<Inputs, 'heartbeatUrl' | 'notifyUrl' | 'notifyTemplate' | 'notifyOn' | 'allowPrivateReceivers'>;

/** @param raw the inputs as they came in, unchecked; one that is wrong counts as not given, since the run itself says so */
export function createNotifier(raw: ReadonlyMap<string, string>, deps: NotifierDeps): Notifier {
  for (const name of ['heartbeat-url', 'notify-url'] as const) {
    for (const secret of secretsOf(raw.get(name)?.trim() ?? '')) deps.mask(secret);
  }
  return new RunNotifier(settingsOf(raw), deps);
}

/** A path that is no longer is no secret, and hiding it would spoil every log. */
const SHORTEST_SECRET_PATH = 16;

/** The address as it came in, wrong or not, as it is sent, and what is secret of it if the host stands elsewhere. */
function secretsOf(address: string): string[] {
  const url = URL.parse(address);
  if (address === '' || url === null) return address === '' ? [] : [address];
  const path = url.pathname.replace(/\/+$/, '');
  const isSecret = path.length >= SHORTEST_SECRET_PATH;
  return [address, url.href, `${url.origin}${path}`, ...(isSecret ? [path] : [])];
}

function settingsOf(raw: ReadonlyMap<string, string>): Settings {
  return {
    heartbeatUrl: parseAlone('heartbeat-url', raw),
    notifyUrl: parseAlone('notify-url', raw),
    notifyTemplate: parseAlone('notify-template', raw) ?? 'auto',
    notifyOn: parseAlone('notify-on', raw) ?? 'failure',
    allowPrivateReceivers: parseAlone('allow-private-receivers', raw) ?? false,
  };
}

class RunNotifier implements Notifier {
  readonly #settings: Settings;
  readonly #deps: NotifierDeps;
  readonly #runId = randomUUID();
  readonly #startedMs: number;
  #sender: Promise<Sender> | undefined;
  #started: Promise<void> = Promise.resolve();

  constructor(settings: Settings, deps: NotifierDeps) {
    this.#settings = settings;
    this.#deps = deps;
    this.#startedMs = deps.nowMs();
  }

  start(): void {
    const { heartbeatUrl } = this.#settings;
    const beat = heartbeatUrl === undefined ? undefined : startBeat(heartbeatUrl, this.#runId);
    if (beat !== undefined)
      this.#started = this.#tell('heartbeat of the start', beat, AbortSignal.timeout(LIMIT_MS.start));
  }

  async end(ending: Ending, exitCode: number, problems: readonly ProblemClass[]): Promise<void> {
    const limit = AbortSignal.timeout(this.#deps.signal.aborted ? LIMIT_MS.cancelled : LIMIT_MS.end);
    const message = this.#messageOf(ending, exitCode, problems);
    const beat = this.#endBeat(message);
    const notification = this.#notification(message);
    // An end that overtakes its start would leave a monitor waiting for another.
    const beaten = this.#started.then(() => (beat === undefined ? undefined : this.#tell('heartbeat', beat, limit)));
    const notified = notification === undefined ? undefined : this.#tell('notification', notification, limit);
    await Promise.all([beaten, notified]);
    (await this.#sender?.catch(() => undefined))?.close();
    this.#sender = undefined;
  }

  #messageOf(ending: Ending, exitCode: number, problems: readonly ProblemClass[]): Message {
    const { env, redact, nowMs } = this.#deps;
    const durationMs = nowMs() - this.#startedMs;
    const facts = { exitCode, durationMs, problems: redactProblems(problems, redact), env };
    const message =
      'result' in ending
        ? messageOfResult(redactResult(ending.result, redact), facts)
        : messageOfFailure(ending.mode, redactError(ending.error, redact), facts);
    return redactJson(message, redact) as Message;
  }

  #endBeat(message: Message): Delivery | undefined {
    const { heartbeatUrl } = this.#settings;
    const { exitCode, durationMs } = message;
    if (heartbeatUrl === undefined) return undefined;
    return endBeat(heartbeatUrl, this.#runId, { exitCode, durationMs, text: plainText(message) });
  }

  #notification(message: Message): Delivery | undefined {
    const { notifyUrl, notifyOn, notifyTemplate } = this.#settings;
    if (notifyUrl === undefined || (notifyOn === 'failure' && message.outcome === 'success')) return undefined;
    const url = new URL(notifyUrl);
    const template = notifyTemplate === 'auto' ? templateFor(url) : notifyTemplate;
    return { url, method: 'POST', contentType: 'application/json', body: bodyOf(template, message) };
  }

  /** Ends early once the run is cancelled, if it was begun before. */
  async #tell(what: string, delivery: Delivery, limit: AbortSignal): Promise<void> {
    const { emit, signal } = this.#deps;
    try {
      this.#sender ??= this.#createSender();
      const sender = await this.#sender;
      await sender.send(delivery, signal.aborted ? limit : AbortSignal.any([limit, signal]));
    } catch (error) {
      emit({
        type: 'warning',
        class: 'not-notified',
        message: `The ${what} of this run was not delivered: ${messageOf(error)}.`,
        why: 'That changes nothing about the run itself.',
      });
    }
  }

  /** Loaded when there is something to send: most runs have nothing. */
  async #createSender(): Promise<Sender> {
    const { createSender } = await import('./send.ts');
    const { env, emit, resolve, retry, tryMs } = this.#deps;
    return createSender({ env, emit, resolve, retry, tryMs, allowPrivate: this.#settings.allowPrivateReceivers });
  }
}
