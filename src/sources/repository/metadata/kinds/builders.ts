/** Kinds that are alike, made of what differs between them. */
import { referencePage, type ReferencedField } from '../../../../github/graphql.ts';
import { byName, byNumber, number, only, text } from './files.ts';
import type { Item, MetadataKind, Walk } from './kind.ts';
import { graphqlPages, restPage } from './pages.ts';

export const REPO = 'GET /repos/{owner}/{repo}';

export function kind(name: string, permission: string, walk: Walk, files: MetadataKind['files']): MetadataKind {
  return { name, permission, walk, files };
}

/** One object, in one file. */
export function one(name: string, permission: string, path: string, besides?: Besides): MetadataKind {
  return oneAt(`${REPO}${path}`, name, permission, besides);
}

type Besides = (item: Item) => Readonly<Record<string, string>>;

export function oneAt(route: string, name: string, permission: string, besides?: Besides): MetadataKind {
  const walk = { type: 'one', route, ...(besides === undefined ? {} : { besides }) } as const;
  return kind(name, permission, walk, only(name));
}

export function list(
  name: string,
  permission: string,
  path: string,
  files: MetadataKind['files'],
  field?: string,
): MetadataKind {
  return listAt(`${REPO}${path}`, name, permission, files, field);
}

export function listAt(
  route: string,
  name: string,
  permission: string,
  files: MetadataKind['files'],
  field?: string,
): MetadataKind {
  return kind(name, permission, { type: 'list', route, ...(field === undefined ? {} : { field }) }, files);
}

/** All of them, whatever their state, the oldest first: so pages stay as they are when a new one comes. */
export function alerts(
  name: string,
  permission: string,
  path: string,
  stored: (alert: Item) => Item,
  parameters: Item = {},
): MetadataKind {
  const route = `${REPO}${path}`;
  const walk = { type: 'list', route, parameters: { sort: 'created', direction: 'asc', ...parameters } } as const;
  return kind(name, permission, walk, (alert) => byNumber(stored(alert)));
}

/** One file for each environment, with the items of a list below its address. */
export function ofEnvironments(
  name: string,
  permission: string,
  path: string,
  detailField: string,
  hasDetail?: (environment: Item) => boolean,
): MetadataKind {
  const walk = {
    type: 'list',
    route: `${REPO}/environments`,
    field: 'environments',
    detail: (item: Item) => `${REPO}/environments/${encodeURIComponent(text(item['name']))}/${path}`,
    detailField,
    ...(hasDetail === undefined ? {} : { hasDetail }),
  } as const;
  return kind(name, permission, walk, byName);
}

export function since(path: string, check: (item: string) => string): Walk {
  return { type: 'since', route: `${REPO}${path}`, check: (item) => `${REPO}${check(item)}` };
}

export function newest(
  path: string,
  time: string,
  backSeconds: number,
  parameters: Item = {},
  field?: string,
): NewestWalk {
  return { type: 'newest', page: restPage(`${REPO}${path}`, parameters, field), time, backSeconds };
}

type NewestWalk = Extract<Walk, { type: 'newest' }>;

/** What refers to issues or pull requests, one file for each that has any. */
export function references(name: string, permission: string, field: ReferencedField, follows: string): MetadataKind {
  const page = graphqlPages(referencePage(field), 100);
  const walk = { type: 'newest', page, time: 'updated_at', backSeconds: 0, isReread: true } as const;
  const isEmpty = (item: Item) => (item['references'] as readonly unknown[]).length === 0;
  return {
    ...kind(name, permission, walk, (item) => (isEmpty(item) ? [] : byNumber(item))),
    follows,
    emptyWith: [follows],
    emptied: (item) => (isEmpty(item) ? number(item['number']) : undefined),
  };
}
