/** What can be re-created in another repository, as a plan. */
import type { Item } from '../metadata/kinds/kind.ts';
import { assetFile } from '../metadata/kinds/files.ts';

/** The kinds that can be re-created in another repository, in the order in which this is done. */
export const RECREATED_KINDS = [
  'labels',
  'milestones',
  'environments',
  'variables',
  'environment-variables',
  'rulesets',
  'releases',
] as const;
export type RecreatedKind = (typeof RECREATED_KINDS)[number];

/** Shown with every plan. */
export const NOT_RECREATED =
  "Issues, pull requests, discussions and their comments are not re-created: GitHub would give them new numbers, the token's owner as author and today's date. They are in the archive. Of secrets only the names are known, and webhooks are known without their secrets.";

/** Items as the snapshot holds them. For `environment-variables` this is one item per variable, see `variablesOf`. */
export type Stored = Readonly<Record<RecreatedKind, readonly Item[]>>;

/** What the repository already has, by the name that `recreatedItemName` returns, in lower case. */
export type Existing = Readonly<Record<RecreatedKind, ReadonlyMap<string, Item>>>;

export interface RecreateStep {
  readonly kind: RecreatedKind;
  readonly name: string;
  /**
   * `keep`: one of this name exists and is left as it is. `add-files`: the release exists but lacks files, for example
   * after an interrupted run. `skip`: it cannot be created; `why` says why.
   */
  readonly action: 'create' | 'add-files' | 'keep' | 'skip';
  readonly why?: string;
  readonly request?: { readonly route: string; readonly body: Item };
  /** For `add-files`: the existing release. */
  readonly release?: Item;
  /** Files to add to a release, by their names in the snapshot's folder `release-assets`. */
  readonly files?: readonly { readonly stored: string; readonly name: string }[];
}

interface Recipe {
  readonly name: (item: Item) => string;
  readonly route: string;
  readonly body: (item: Item) => Item;
}

const REPO = '/repos/{owner}/{repo}';

const RECIPES: Readonly<Record<RecreatedKind, Recipe>> = {
  labels: { name: named('name'), route: `POST ${REPO}/labels`, body: only('name', 'color', 'description') },
  milestones: {
    name: named('title'),
    route: `POST ${REPO}/milestones`,
    body: only('title', 'state', 'description', 'due_on'),
  },
  environments: { name: named('name'), route: `PUT ${REPO}/environments/{environment_name}`, body: environmentBody },
  variables: { name: named('name'), route: `POST ${REPO}/actions/variables`, body: only('name', 'value') },
  'environment-variables': {
    name: (item) => {
      const [environment, name] = [named('environment_name')(item), named('name')(item)];
      return environment === '' || name === '' ? '' : `${environment}/${name}`;
    },
    route: `POST ${REPO}/environments/{environment_name}/variables`,
    body: only('environment_name', 'name', 'value'),
  },
  rulesets: {
    name: named('name'),
    route: `POST ${REPO}/rulesets`,
    body: only('name', 'target', 'enforcement', 'bypass_actors', 'conditions', 'rules'),
  },
  releases: {
    name: named('tag_name'),
    route: `POST ${REPO}/releases`,
    body: (item) => ({ ...only('tag_name', 'name', 'body', 'draft', 'prerelease')(item), make_latest: 'legacy' }),
  },
};

/** The name of an item: the title of a milestone, the tag of a release. Empty if it has none. */
export function recreatedItemName(kind: RecreatedKind, item: Item): string {
  return RECIPES[kind].name(item);
}

/**
 * The variables of an environment, each with its `environment_name`. Works for the stored form and for GitHub's answer.
 */
export function variablesOf({ name, variables }: Item): readonly Item[] {
  const list = (Array.isArray(variables) ? variables : []) as readonly Item[];
  return list.map((variable) => ({ ...variable, environment_name: name }));
}

/**
 * Plans how to give the repository what the snapshot has. Nothing in it is changed or deleted. `tags`: those that the
 * repository has exactly as the snapshot has them. Pure.
 */
export function planRecreation(stored: Stored, existing: Existing, tags: ReadonlySet<string>): readonly RecreateStep[] {
  const environments = new Set([
    ...existing.environments.keys(),
    ...stored.environments.map((item) => recreatedItemName('environments', item).toLowerCase()),
  ]);
  const there = { existing, tags, environments };
  return RECREATED_KINDS.flatMap((kind) => stored[kind].map((item) => stepFor(kind, item, there)));
}

interface There {
  readonly existing: Existing;
  readonly tags: ReadonlySet<string>;
  /** Environments that exist, or will exist when their variables are created; in lower case. */
  readonly environments: ReadonlySet<string>;
}

function stepFor(kind: RecreatedKind, item: Item, { existing, tags, environments }: There): RecreateStep {
  const { route, body } = RECIPES[kind];
  const name = recreatedItemName(kind, item);
  if (name === '') return { kind, name: '(no name)', action: 'skip', why: 'the stored item has no name' };
  const there = existing[kind].get(name.toLowerCase());
  if (there !== undefined) return stepBeside(kind, name, item, there);
  if (kind === 'rulesets' && item['source_type'] !== undefined && item['source_type'] !== 'Repository') {
    return { kind, name, action: 'skip', why: 'it belongs to the organization' };
  }
  if (kind === 'environment-variables' && !environments.has(named('environment_name')(item).toLowerCase())) {
    return { kind, name, action: 'skip', why: 'its environment does not exist' };
  }
  if (kind === 'releases' && !tags.has(name) && item['draft'] !== true) {
    // Without the tag, GitHub would create one at the current tip of the default branch.
    return {
      kind,
      name,
      action: 'skip',
      why: 'its tag is missing in the repository, or points to something else there',
    };
  }
  const files = kind === 'releases' ? { files: filesOf(item) } : {};
  return { kind, name, action: 'create', request: { route, body: body(item) }, ...files };
}

/** One of this name exists. */
function stepBeside(kind: RecreatedKind, name: string, item: Item, there: Item): RecreateStep {
  const held = new Set(kind === 'releases' ? filesOf(there).map((file) => file.name) : []);
  const files = kind === 'releases' ? filesOf(item).filter((file) => !held.has(file.name)) : [];
  if (files.length === 0) return { kind, name, action: 'keep', why: 'one of this name exists' };
  const why = `it exists without ${files.map((file) => file.name).join(', ')}`;
  return { kind, name, action: 'add-files', why, release: there, files };
}

function named(field: string): (item: Item) => string {
  return (item) => (typeof item[field] === 'string' ? item[field] : '');
}

/** Only the fields that are set; GitHub refuses null in most of them. */
function only(...fields: readonly string[]): (item: Item) => Item {
  return (item) =>
    Object.fromEntries(
      fields.filter((field) => item[field] !== undefined && item[field] !== null).map((field) => [field, item[field]]),
    );
}

/**
 * GitHub returns a list of rules but expects one object. People and teams are given by id, so this fails in another
 * account.
 */
function environmentBody(item: Item): Item {
  const rules = (Array.isArray(item['protection_rules']) ? item['protection_rules'] : []) as readonly Item[];
  const rule = (type: string) => rules.find((it) => it['type'] === type) ?? {};
  const reviewers = rule('required_reviewers');
  const list = (Array.isArray(reviewers['reviewers']) ? reviewers['reviewers'] : []) as readonly Item[];
  return {
    environment_name: item['name'],
    wait_timer: rule('wait_timer')['wait_timer'] ?? 0,
    ...(reviewers['prevent_self_review'] === true ? { prevent_self_review: true } : {}),
    reviewers: list.map((it) => ({ type: it['type'], id: (it['reviewer'] as Item | undefined)?.['id'] })),
    deployment_branch_policy: item['deployment_branch_policy'] ?? null,
  };
}

function filesOf(release: Item): NonNullable<RecreateStep['files']> {
  const assets = (Array.isArray(release['assets']) ? release['assets'] : []) as readonly Item[];
  return assets.flatMap((asset) => {
    const { id, name } = asset;
    if (!Number.isSafeInteger(id) || typeof name !== 'string') return [];
    return [{ stored: assetFile(id as number, name), name }];
  });
}
