/**
 * Requests of heartbeats: as healthchecks.io takes them (https://healthchecks.io/docs/http_api/), and push monitors of Uptime
 * Kuma, which are known by their path (https://github.com/louislam/uptime-kuma/wiki/API-Documentation).
 */
import { cutText } from '../base/text.ts';
import type { Delivery } from './send.ts';

/** How a run ended, for a monitor: a step that is green is a success. */
export interface Beat {
  readonly exitCode: number;
  readonly durationMs: number;
  readonly text: string;
}

const PUSH_PATH = /\/api\/push\/[^/]+\/?$/;
/** Above it, Uptime Kuma refuses the whole heartbeat. */
const PING_MAX_MS = 86_400_000;
const PUSH_TEXT_MAX_CHARS = 250;

function isPush({ pathname }: URL): boolean {
  return PUSH_PATH.test(pathname);
}

/** @param runId a UUID: pairs start and end where runs overlap. @returns undefined where a start is nothing to tell */
export function startBeat(address: string, runId: string): Delivery | undefined {
  const url = new URL(address);
  return isPush(url) ? undefined : pingOf(url, '/start', runId, '');
}

export function endBeat(address: string, runId: string, beat: Beat): Delivery {
  const url = new URL(address);
  if (isPush(url)) return pushOf(url, beat);
  return pingOf(url, beat.exitCode === 0 ? '' : '/fail', runId, beat.text);
}

function pingOf(url: URL, suffix: string, runId: string, body: string): Delivery {
  const ping = new URL(url);
  ping.pathname = url.pathname.replace(/\/+$/, '') + suffix;
  ping.searchParams.set('rid', runId);
  return { url: ping, method: 'POST', contentType: 'text/plain; charset=utf-8', body };
}

/** Its page shows an address that ends in `?status=up&msg=OK&ping=`, which people copy whole. */
function pushOf(url: URL, { exitCode, durationMs, text }: Beat): Delivery {
  const push = new URL(url);
  push.searchParams.set('status', exitCode === 0 ? 'up' : 'down');
  push.searchParams.set('msg', cutText(text.split('\n', 1).join(''), PUSH_TEXT_MAX_CHARS));
  push.searchParams.set('ping', String(Math.min(Math.round(durationMs), PING_MAX_MS)));
  return { url: push, method: 'GET' };
}
