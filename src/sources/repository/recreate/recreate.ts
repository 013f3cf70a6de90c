/** Carries out a plan of re-creation. */
import type { Token } from '../../../base/token-source.ts';
import { openAsBlob } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HoldfastError, messageOf } from '../../../base/errors.ts';
import { apiUrlOf } from '../../../base/github-server.ts';
import { systemErrorCode } from '../../../base/platform.ts';
import { openClient, pause, type ClientDeps, type GithubClient } from '../../../github/client.ts';
import { GithubFailure } from '../../../github/failure.ts';
import type { Repository } from '../../../github/graphql.ts';
import type { Item } from '../metadata/kinds/kind.ts';
import { KINDS } from '../metadata/kinds/kinds.ts';
import { cursorOf, itemsOf, placeOf } from '../metadata/kinds/pages.ts';
import {
  recreatedItemName,
  planRecreation,
  RECREATED_KINDS,
  type Existing,
  type RecreatedKind,
  type RecreateStep,
  type Stored,
  variablesOf,
} from './plan.ts';

export interface RecreateSettings extends Repository {
  /** The folder `github` of a restored snapshot. */
  readonly metadataDir: string;
  readonly serverUrl: string;
  readonly token: Token;
  readonly kinds?: readonly RecreatedKind[] | undefined;
  /** If false, only the plan is made and nothing is sent. */
  readonly apply: boolean;
}

export interface RecreateDeps {
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly signal: AbortSignal;
  readonly debug: (message: string) => void;
  readonly sleep?: ClientDeps['sleep'] | undefined;
}

/** A step of the plan and its result; `planned` if nothing was sent. */
export interface StepResult {
  readonly kind: RecreatedKind;
  readonly name: string;
  readonly result: 'planned' | 'kept' | 'skipped' | 'created' | 'failed';
  readonly why?: string;
}

/** GitHub asks for one second between requests that create something. */
const BETWEEN_WRITES_MS = 1000;

/**
 * Reads what the repository has. The returned function then creates what it lacks: labels, milestones, environments,
 * variables of the repository and of environments, rulesets, and releases with their files. `tags`: those that the
 * repository has exactly as the snapshot has them. What exists is left as it is, so an interrupted run can be repeated.
 * Errors: `metadata-invalid`, `github-unreadable`.
 */
export async function prepareRecreation(
  settings: RecreateSettings,
  deps: RecreateDeps,
): Promise<(tags: ReadonlySet<string>) => Promise<readonly StepResult[]>> {
  const sleep = deps.sleep ?? pause;
  const { serverUrl, token, metadataDir, apply, owner, repo } = settings;
  const client = openClient({ apiUrl: apiUrlOf(serverUrl), token, reserve: 0 }, { ...deps, sleep });
  const at = { owner, repo };
  const kinds = settings.kinds ?? RECREATED_KINDS;
  const stored = await readStored(metadataDir, kinds);
  const existing = await readExisting(client, at, kinds).catch((error: unknown) => {
    throw error instanceof GithubFailure ? unreadable(at, error) : error;
  });
  const work: Work = { client, at, metadataDir, sleep: () => sleep(BETWEEN_WRITES_MS, deps.signal) };
  return async (tags) => {
    const results: StepResult[] = [];
    for (const step of planRecreation(stored, existing, tags)) {
      const { kind, name, action, why } = step;
      const isDone = action === 'create' || action === 'add-files';
      if (isDone && apply) {
        results.push(await carryOut(work, step));
        continue;
      }
      const result = isDone ? 'planned' : action === 'keep' ? 'kept' : 'skipped';
      results.push({ kind, name, result, ...(why === undefined ? {} : { why }) });
    }
    return results;
  };
}

function unreadable({ owner, repo }: Repository, cause: GithubFailure): HoldfastError {
  return new HoldfastError({
    code: 'github-unreadable',
    message: `What ${owner}/${repo} already has could not be read from GitHub: ${cause.message}.`,
    why: 'Only what is missing is created, so what exists must be known first.',
    fix: 'Use a token that can read and write administration, contents, environments, issues and variables of the repository.',
    cause,
  });
}

interface Work {
  readonly client: GithubClient;
  readonly at: Repository;
  readonly metadataDir: string;
  readonly sleep: () => Promise<void>;
}

async function carryOut(work: Work, step: RecreateStep): Promise<StepResult> {
  const { kind, name, files = [] } = step;
  try {
    const made = step.release ?? (await make(work, step));
    const missing: string[] = [];
    for (const file of files) if (!(await addFile(work, made, file))) missing.push(file.name);
    if (missing.length === 0) return { kind, name, result: 'created' };
    return { kind, name, result: 'created', why: `without ${missing.join(', ')}, which the snapshot does not have` };
  } catch (error) {
    if (!(error instanceof GithubFailure)) throw error;
    return { kind, name, result: 'failed', why: error.message };
  }
}

async function make({ client, at, sleep }: Work, { request }: RecreateStep): Promise<Item> {
  if (request === undefined) throw new Error('a step without a request');
  await sleep();
  return (await client.send(request.route, { ...at, ...request.body })) as Item;
}

/** False where the snapshot lacks the file. */
async function addFile(work: Work, release: Item, file: { readonly stored: string; readonly name: string }) {
  const path = join(work.metadataDir, 'release-assets', file.stored);
  if (!(await exists(path))) return false;
  const blob = await openAsBlob(path);
  await work.sleep();
  await work.client.upload(release['upload_url'], file.name, blob);
  return true;
}

async function exists(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function readStored(metadataDir: string, kinds: readonly RecreatedKind[]): Promise<Stored> {
  const stored: Record<RecreatedKind, Item[]> = emptyLists();
  for (const kind of kinds) {
    const dir = join(metadataDir, kind);
    const names = await readdir(dir).catch((error: unknown) => {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    });
    for (const name of names.filter((it) => it.endsWith('.json')).sort()) {
      const item = parseItem(join(dir, name), await readFile(join(dir, name), 'utf8'));
      stored[kind].push(...(kind === 'environment-variables' ? variablesOf(item) : [item]));
    }
  }
  return stored;
}

function parseItem(path: string, text: string): Item {
  try {
    return itemsOf([JSON.parse(text)])[0] ?? {};
  } catch (cause) {
    throw new HoldfastError({
      code: 'metadata-invalid',
      message: `${path} is not a metadata item.`,
      why: messageOf(cause),
      fix: 'Restore the metadata again and do not edit the files.',
      cause,
    });
  }
}

function emptyLists(): Record<RecreatedKind, Item[]> {
  return {
    labels: [],
    milestones: [],
    environments: [],
    variables: [],
    'environment-variables': [],
    rulesets: [],
    releases: [],
  };
}

async function readExisting(client: GithubClient, at: Repository, kinds: readonly RecreatedKind[]): Promise<Existing> {
  const lists = emptyLists();
  for (const kind of kinds) if (kind !== 'environment-variables') lists[kind] = await readList(client, at, kind);
  if (kinds.includes('environment-variables')) {
    if (!kinds.includes('environments')) lists.environments = await readList(client, at, 'environments');
    for (const { name } of lists.environments) {
      const route = 'GET /repos/{owner}/{repo}/environments/{environment_name}/variables';
      const variables = await readAll(client, at, route, { environment_name: name }, 'variables');
      lists['environment-variables'].push(...variablesOf({ name, variables }));
    }
  }
  const names = (kind: RecreatedKind) =>
    new Map(lists[kind].map((it) => [recreatedItemName(kind, it).toLowerCase(), it]));
  return {
    labels: names('labels'),
    milestones: names('milestones'),
    environments: names('environments'),
    variables: names('variables'),
    'environment-variables': names('environment-variables'),
    rulesets: names('rulesets'),
    releases: names('releases'),
  };
}

async function readList(client: GithubClient, at: Repository, kind: RecreatedKind): Promise<Item[]> {
  const walk = KINDS.find(({ name }) => name === kind)?.walk;
  return walk?.type === 'list' ? readAll(client, at, walk.route, walk.parameters, walk.field) : [];
}

async function readAll(client: GithubClient, at: Repository, route: string, parameters: Item = {}, field?: string) {
  const items: Item[] = [];
  for (let place: string | undefined = ''; place !== undefined;) {
    const answer = await client.get(route, { ...at, ...parameters, per_page: 100, ...placeOf(place) });
    items.push(...itemsOf(answer.data, field));
    place = cursorOf(answer.next);
  }
  return items;
}
