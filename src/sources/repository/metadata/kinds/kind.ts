/** What a kind of metadata is: its folder, its permission, and how it is walked. */
import type { GithubClient } from '../../../../github/client.ts';
import type { NewsList } from '../../../../github/news.ts';
import type { Lacking, NumberedField, PageChoice, Repository } from '../../../../github/graphql.ts';

/** An object returned by the API. Only its names and times are interpreted. */
export type Item = Readonly<Record<string, unknown>>;

export interface ItemFile {
  readonly name: string;
  readonly item: Item;
  /** The kind in whose folder it lies, where that is another one. */
  readonly kind?: string;
}

/** One kind of metadata: the folder `github/<name>/`, one file per item. */
export interface MetadataKind {
  readonly name: string;
  /** The permission that the token needs to read it, in the words of GitHub's documentation. */
  readonly permission: string;
  readonly walk: Walk;
  /** Files of an item; most have one. The name is without `.json`. Items of another kind give none. */
  readonly files: (item: Item) => readonly ItemFile[];
  /** The kind whose items list the items of this one, which is read along with it. */
  readonly of?: string;
  /** The kind whose items change whenever something new is to be read here, or almost: see `isReread`. */
  readonly follows?: string;
  /**
   * Kinds each of whose items belongs to one of those: where a run reads all of these, and there is none, it has none either.
   * Only where the permission of each of these is asked for by the addresses that list it, so that an empty answer is no refusal.
   */
  readonly emptyWith?: readonly string[];
  /** The list of the query for news that is the same field as its own: where that is shown empty, a reading would find the same. */
  readonly shownAs?: NewsList;
  /** The name of a file that an item has no more. */
  readonly emptied?: (item: Item) => string | undefined;
  /** The kinds whose texts name the items of this one, as far as they are read. */
  readonly inTextsOf?: readonly string[];
  /** Read only if it is asked for by name. */
  readonly isOptional?: boolean;
  /** True where the repository's settings say that the feature is switched off. */
  readonly isOff?: (repository: Item) => boolean;
  /** 404 for the whole of it: this token may not read it, or this server does not have it. */
  readonly isHidden?: boolean;
}

/** What fills the places of a route: a repository, or an organisation. */
export type Place = Repository | { readonly org: string };

/** For what only a repository has. */
export function repositoryAt(at: Place): Repository {
  if ('repo' in at) return at;
  throw new Error(`kinds: ${at.org} is an organisation, and not a repository`);
}

export type Walk =
  /**
   * Oldest change first, from a given time on: `GET <route>?since=...`. `check`: one item, to see whether it is
   * deleted.
   */
  | { readonly type: 'since'; readonly route: string; readonly check: (item: string) => string }
  /** Newest first, down to what is known. `backSeconds`: how long items may change without moving to the top. */
  | {
      readonly type: 'newest';
      readonly page: NewestPage;
      readonly time: string;
      readonly backSeconds: number;
      /** All of them are read again with every search for deleted items, since they may change without a sign of it. */
      readonly isReread?: boolean;
      /** Where deleted items are looked for. */
      readonly numbers?: NumberedField;
      /** Parameters for what is older than a time, where GitHub makes no page further back. */
      readonly older?: (time: string) => Item;
      /** True if these give the oldest first. */
      readonly isOldestFirst?: boolean;
    }
  /** All of them each time, page by page with ETags. */
  | {
      readonly type: 'list';
      readonly route: string;
      readonly parameters?: Readonly<Record<string, unknown>>;
      /** The field that holds the items, where the answer is not the list itself. */
      readonly field?: string;
      /** An address that is refused to those to whom GitHub gives this list without some of its items. */
      readonly gate?: string;
      /** The address of one item in full. ETags of the list are not used then: it may stay while its items change. */
      readonly detail?: (item: Item) => string;
      /** Where that is a list, read page by page: the field that holds it. */
      readonly detailField?: string;
      /** The answer is that list itself; it is stored in the field. */
      readonly isBare?: boolean;
      /** Items without one. */
      readonly hasDetail?: (item: Item) => boolean;
      /** The list says when an item last changed, in full: what is stored of then is not read again. */
      readonly isDated?: boolean;
      /** Kinds with items in full read the same list. */
      readonly isShared?: boolean;
      /** The message of a 404 that means that there is nothing in full. */
      readonly nothing?: RegExp;
    }
  /**
   * One object. `besides`: what has addresses of its own, and the fields for it. `isUsed`: it is needed in every run, also where
   * it is as it was.
   */
  | {
      readonly type: 'one';
      readonly route: string;
      readonly besides?: (item: Item) => Readonly<Record<string, string>>;
      /** False if GitHub shows this token only what everybody may see. */
      readonly isShown?: (item: Item) => boolean;
      readonly isUsed?: boolean;
    }
  /**
   * One file for each item of another kind (`of`) that has something in lists below its address. `has`: whether it has, by the item
   * itself. `places`: these lists, and the fields for them.
   */
  | {
      readonly type: 'each';
      readonly has: (item: Item) => boolean;
      readonly places: (number: string) => Readonly<Record<string, string>>;
    }
  /** Read along with the items of another kind. */
  | { readonly type: 'along' }
  /** Files of the releases. */
  | { readonly type: 'assets' }
  /** Files that texts of other kinds name. */
  | { readonly type: 'attachments' }
  /** Logs of workflow runs. */
  | { readonly type: 'logs' };

export interface NewestChoice extends Partial<PageChoice> {
  readonly cursor: string | undefined;
  /** Parameters instead of the usual ones. */
  readonly older?: Item | undefined;
}

export type NewestPage = (client: GithubClient, at: Repository, choice: NewestChoice) => Promise<NewestItems>;

export interface NewestItems {
  readonly items: readonly Item[];
  readonly next: string | undefined;
  readonly pagesLeft: number;
  /** Of GraphQL: the size of the page that was had. */
  readonly first?: number;
  readonly lacking?: readonly Lacking[];
  /** Some are left out, since they are known. */
  readonly hasKnown?: boolean;
}

/** Of permissions that `GITHUB_TOKEN` cannot be given. */
export const OF_AN_APP = '(of an App or a personal access token)';

export function isOfAnApp({ permission }: MetadataKind): boolean {
  return permission.includes(OF_AN_APP);
}

/** To all others GitHub answers with 404, or with a 403 that does not say why. */
export function isForAdministrators(kind: MetadataKind): boolean {
  return isOfAnApp(kind) || kind.isHidden === true;
}
