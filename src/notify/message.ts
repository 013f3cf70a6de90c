/** What happened in a run, as data of which each template makes its message. */
import type { ErrorTexts } from '../base/errors.ts';
import { cutText, visibleLine } from '../base/text.ts';
import { VERSION } from '../base/version.ts';
import type { Env } from '../net/agents.ts';
import { describeClass, type ProblemClass } from '../report/problems.ts';
import { describeError } from '../report/renderer.ts';
import type { RunResult } from '../report/result.ts';
import { phraseText, verdictOf } from '../report/summary.ts';

/** Texts hold untrusted names, made visible and on one line; no template has escaped them yet. */
export interface Message {
  readonly holdfast: string;
  readonly mode: string;
  readonly outcome: 'success' | 'partial' | 'failure' | 'cancelled';
  readonly status: RunResult['status'];
  readonly exitCode: number;
  readonly durationMs: number;
  /** `Backup of acme/shop/files: done`. */
  readonly title: string;
  /** The figures that matter most. */
  readonly facts: readonly { readonly name: string; readonly text: string }[];
  /** Why it failed, or what happened. */
  readonly text: string;
  readonly error?: ErrorTexts;
  /** By class, the first few. */
  readonly problems: readonly {
    readonly type: string;
    readonly class: string;
    readonly count: number;
    readonly text: string;
  }[];
  readonly outputs?: RunResult['outputs'];
  /** In a workflow: which one, and the page of its run. */
  readonly workflow?: { readonly repository: string; readonly name: string; readonly url?: string };
}

const TEXT_MAX_CHARS = 1000;
const PROBLEM_MAX_CHARS = 300;
const PROBLEMS_MAX = 10;

/** What a run of any kind knows of itself; no secret is in its texts any more, since one that is cut is not recognised. */
export interface RunFacts {
  readonly exitCode: number;
  readonly durationMs: number;
  readonly problems: readonly ProblemClass[];
  readonly env: Env;
}

export function messageOfResult(result: RunResult, facts: RunFacts): Message {
  const { mode, status, summary, outputs } = result;
  const outcome = facts.exitCode !== 0 && status !== 'partial' ? 'failure' : OUTCOMES[status];
  return {
    ...common(mode, facts),
    outcome,
    status,
    title: shown(`${summary?.title ?? `Holdfast: ${mode}`}: ${verdictOf(result)}`, PROBLEM_MAX_CHARS),
    facts: Object.entries(summary?.facts ?? {}).map(([name, phrase]) => ({
      name,
      text: shown(phraseText(phrase), 200),
    })),
    text: shown(summary?.text ?? '', TEXT_MAX_CHARS),
    outputs: shortOutputs(outputs),
  };
}

/** Without those that are no figure or name but a document, as the matrix of a fleet: receivers refuse long messages. */
function shortOutputs(outputs: RunResult['outputs']): RunResult['outputs'] {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => String(value).length <= TEXT_MAX_CHARS));
}

const OUTCOMES = { complete: 'success', 'not-found': 'success', partial: 'partial', failed: 'failure' } as const;

export function messageOfFailure(mode: string, error: ErrorTexts, facts: RunFacts): Message {
  const { code, message, why, fix } = error;
  const plain = (text: string | undefined) => (text === undefined ? undefined : shown(text, TEXT_MAX_CHARS));
  const isCancelled = code === 'cancelled';
  return {
    ...common(mode, facts),
    outcome: isCancelled ? 'cancelled' : 'failure',
    status: 'failed',
    title: shown(
      `${mode === '' ? 'Holdfast' : `Holdfast: ${mode}`} ${isCancelled ? 'was cancelled' : `failed (${code})`}`,
      PROBLEM_MAX_CHARS,
    ),
    facts: [],
    text: shown(describeError(error), TEXT_MAX_CHARS),
    error: { code, message: shown(message, TEXT_MAX_CHARS), why: plain(why), fix: plain(fix) },
  };
}

function common(mode: string, { exitCode, durationMs, problems, env }: RunFacts) {
  const workflow = workflowOf(env);
  return {
    holdfast: VERSION,
    mode: shown(mode, PROBLEM_MAX_CHARS),
    exitCode,
    durationMs: Math.round(durationMs),
    problems: problems.slice(0, PROBLEMS_MAX).map((each) => ({
      type: each.type,
      class: each.class,
      count: each.count,
      text: shown(describeClass(each), PROBLEM_MAX_CHARS),
    })),
    ...(workflow && { workflow }),
  };
}

/** Lines are joined: what looks like several messages in one is not told apart by a reader. */
function shown(text: string, maxChars: number): string {
  const line = visibleLine(text.replace(/\s*\n\s*/g, ' '));
  return line.length <= maxChars ? line : `${cutText(line, maxChars)}...`;
}

function workflowOf(env: Env): Message['workflow'] {
  if (env['GITHUB_ACTIONS'] !== 'true') return undefined;
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: run } = env;
  const url = `${server ?? ''}/${repository}/actions/runs/${run ?? ''}`;
  // What goes into a link holds nothing that could end it.
  const isSafe = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url);
  return { repository: shown(repository, 200), name: shown(env['GITHUB_WORKFLOW'] ?? '', 200), ...(isSafe && { url }) };
}

/** All of it as a few lines of plain text. */
export function plainText({ title, exitCode, facts, text, problems, workflow }: Message): string {
  return [
    `${title} (exit code ${String(exitCode)})`,
    ...facts.map((fact) => `${fact.name}: ${fact.text}`),
    text,
    ...problems.map(problemText),
    workflow?.url ?? '',
  ]
    .filter((line) => line !== '')
    .join('\n');
}

export function problemText({ type, class: name, text }: Message['problems'][number]): string {
  return `${type === 'warning' ? 'Warning' : 'Note'} (${name}): ${text}`;
}
