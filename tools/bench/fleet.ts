import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeWorld, StandInAccount, startGithubServer, type GithubServer } from '../github-server/index.ts';
import { type Bench, placeIn, runForJson, withServer } from './bench.ts';
import type { Measured } from './measure.ts';
import { startCountingProxy } from './proxy.ts';
import { holdfastCommand, type Place } from './tools.ts';

const TOKEN = 'ghs_0123456789abcdefghijABCDEFGHIJ012345';
const LEGS = 4;
/** How often the workflow starts in a night, an hour after another: `cron: '7 1-4 * * *'` of docs/fleet.md. */
const HOURS = 4;
const HOUR_MS = 3_600_000;
const MOST_HOURS = 24;

interface Size {
  readonly set: string;
  readonly repositories: number;
  readonly requestsPerHour: number;
}

/** 1,000 small repositories, and the requests of an hour that GitHub allows at least. */
export async function benchFleet(bench: Bench): Promise<void> {
  await benchNights(bench, { set: 'fleet1000', repositories: 1000, requestsPerHour: 5000 });
}

/** The same with what it allows an installation on 170 repositories or more. */
export async function benchInstalledFleet(bench: Bench): Promise<void> {
  await benchNights(bench, { set: 'fleet1000app', repositories: 1000, requestsPerHour: 12_500 });
}

/** A fifth of them and of what GitHub allows a person, and what plan, legs and coverage ask for however few repositories there are. */
export async function benchSmallFleet(bench: Bench): Promise<void> {
  await benchNights(bench, { set: 'fleet200', repositories: 200, requestsPerHour: 1060 });
}

/** Hours until all are covered, and nights in which nothing is new. */
async function benchNights(bench: Bench, size: Size): Promise<void> {
  const { set, repositories: count } = size;
  const root = join(bench.work, 'git');
  await rm(root, { recursive: true, force: true });
  await mkdir(root, { recursive: true });
  const world = makeWorld();
  const account = new StandInAccount({ login: 'acme', count, world });
  account.makeGitRepositories(root);
  const github = await startGithubServer({ world, token: TOKEN, git: { root }, account });
  try {
    await withServer({ ...bench, tools: [] }, 0, async (server) => {
      const s3 = await startCountingProxy(server.url);
      const place = placeIn(bench, s3.url, 'bench-fleet');
      await server.createBucket(place.bucket, true);
      const fleet = new Fleet(bench, size, place, github, s3.requests);
      const later = (ms: number): void => void (world.now = new Date(world.now.getTime() + ms));
      let hours = 0;
      for (let covered = 0; covered < count && hours < MOST_HOURS; hours++) {
        later(hours > 0 && hours % HOURS === 0 ? 24 * HOUR_MS : HOUR_MS);
        covered = await fleet.hour(`hour ${String(hours + 1)}`);
      }
      bench.results.count(set, 'nights until all are covered', 'holdfast', Math.ceil(hours / HOURS));
      bench.results.count(set, 'hours of requests until all are covered', 'holdfast', hours);
      later(HOUR_MS);
      await fleet.unchanged('unchanged');
      // One in seven has its day of the week, on which everything is read.
      later(24 * HOUR_MS);
      await fleet.unchanged('the next night');
      await s3.close();
    });
  } finally {
    await github.close();
    await rm(root, { recursive: true, force: true });
  }
}

interface Step {
  readonly measured: Measured;
  readonly result: Readonly<Record<string, unknown>>;
  /** Requests to the API of GitHub, without those of git. */
  readonly github: number;
  readonly s3: number;
}

class Fleet {
  readonly #bench: Bench;
  readonly #size: Size;
  readonly #place: Place;
  readonly #github: GithubServer;
  readonly #s3: readonly string[];

  constructor(bench: Bench, size: Size, place: Place, github: GithubServer, s3: readonly string[]) {
    this.#bench = bench;
    this.#size = size;
    this.#place = place;
    this.#github = github;
    this.#s3 = s3;
  }

  /** A plan, its legs one after the other, and a coverage; how many repositories it says are covered. */
  async hour(name: string): Promise<number> {
    this.#allow(this.#size.requestsPerHour);
    for (const leg of await this.#plan(name)) await this.#step(`${name}: leg`, 'fleet', '--leg', leg);
    const { result } = await this.#step(`${name}: coverage`, 'coverage');
    const { covered } = result['figures'] as { readonly covered: number };
    this.#bench.log(`  ${String(covered)} covered, ${String(this.#github.limit?.remaining)} requests left`);
    return covered;
  }

  /** A night in which nothing is new. Without a limit, so that what is left for another night does not look cheap. */
  async unchanged(work: string): Promise<void> {
    const { results } = this.#bench;
    const { set, repositories: count } = this.#size;
    this.#github.limit = undefined;
    const legs = await this.#plan(work);
    const steps: Step[] = [];
    for (const leg of legs) steps.push(whole(await this.#step(`${work}: leg`, 'fleet', '--leg', leg)));
    const one = whole(await this.#step(`${work}: leg of one`, 'fleet', '--leg', onlyFirst(legs[0] ?? '')));
    const sum = (of: (step: Step) => number): number => steps.reduce((total, step) => total + of(step), 0);
    const beyondFirst = (of: (measured: Measured) => number): number =>
      (sum(({ measured }) => of(measured)) - legs.length * of(one.measured)) / (count - legs.length);
    results.count(set, `requests to GitHub a repository, ${work}`, 'holdfast', sum(({ github }) => github) / count);
    results.count(set, `requests to S3 a repository, ${work}`, 'holdfast', sum(({ s3 }) => s3) / count);
    results.time(set, `${work}, each beyond the first`, 'holdfast', {
      wallSeconds: beyondFirst(({ wallSeconds }) => wallSeconds),
      cpuSeconds: beyondFirst(({ cpuSeconds }) => cpuSeconds),
      peakMb: Math.max(...steps.map(({ measured }) => measured.peakMb)),
    });
  }

  #allow(requests: number): void {
    const reset = Math.floor(Date.now() / 1000) + HOUR_MS / 1000;
    this.#github.limit = { limit: requests, remaining: requests, reset };
  }

  async #plan(name: string): Promise<readonly string[]> {
    const { result } = await this.#step(`${name}: plan`, 'fleet', '--legs', String(LEGS));
    const { include } = result['matrix'] as { readonly include: readonly { readonly plan: string }[] };
    return include.map(({ plan }) => plan);
  }

  async #step(name: string, mode: string, ...more: readonly string[]): Promise<Step> {
    const { url, requests } = this.#github;
    const before = { github: requests.length, s3: this.#s3.length };
    const flags = ['--organization', 'acme', '--github-server-url', url, '--github-token', TOKEN, '--json'];
    const command = holdfastCommand(mode, this.#place, ...flags, ...more);
    const { measured, json } = await runForJson(this.#bench, `${this.#size.set} ${name}`, command);
    const { result } = json as { readonly result: Step['result'] };
    const github = requests.slice(before.github).filter((request) => !/ \/acme\//.test(request)).length;
    const s3 = this.#s3.length - before.s3;
    this.#bench.log(`  ${String(github)} requests to GitHub, ${String(s3)} to S3`);
    return { measured, result, github, s3 };
  }
}

/** A night that is cheap since it failed measures nothing. */
function whole(step: Step): Step {
  const { results } = step.result as { readonly results: readonly { readonly status: string }[] };
  if (results.some(({ status }) => status !== 'complete')) throw new Error(JSON.stringify(results));
  return step;
}

/** The same leg with the first repository alone. */
function onlyFirst(leg: string): string {
  const parsed = JSON.parse(leg) as { readonly queue: readonly unknown[] };
  return JSON.stringify({ ...parsed, queue: parsed.queue.slice(0, 1) });
}
