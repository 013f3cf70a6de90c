/** What a source of artifacts must be able to do: the service of the current run, or the REST API. */
export interface ArtifactService {
  /** @throws HoldfastError if nothing can be listed */
  list(choice: ArtifactChoice): Promise<Listing>;
  /**
   * Downloads into an empty folder. Requests a new address on each call, since an address is valid for a minute.
   * @throws DownloadError
   */
  download(artifact: Artifact, folder: string): Promise<Downloaded>;
  /** Requests that may be spent on downloads; undefined if there is no known limit. */
  requestsLeft?(): number | undefined;
}

export interface ArtifactChoice {
  readonly isWanted: (name: string) => boolean;
  /** Whether an earlier snapshot holds this artifact, so that its run was checked before. */
  readonly isKnown: (id: number) => boolean;
  /** How far the list of a repository was looked at before. */
  readonly sweep?: Sweep | undefined;
  /** There are some that earlier backups found and had no requests left to load. */
  readonly isBehind?: boolean;
}

/** The part of a list, newest first, that was looked at; ids go down. */
export interface Sweep {
  readonly newest: number;
  /** null: to the end of the list. */
  readonly oldest: number | null;
  /** The page on which it ended. */
  readonly page: number;
}

export interface Listing {
  /** The selected artifacts. */
  readonly artifacts: readonly Artifact[];
  /** Names of selected artifacts that were left out because untrusted code may have made them. */
  readonly untrusted: readonly string[];
  /** Why the list ends before everything in it was looked at once. */
  readonly cut?: string;
  /** The server lists nothing that is older than this artifact. */
  readonly closed?: number;
  /** How far it has been looked at by now. */
  readonly sweep?: Sweep | undefined;
  /** Not false: all of it was looked at now, so that what is not in it is gone. */
  readonly isWhole?: boolean;
  /** What was listed, for messages: `run 123`, `the newest successful run of ci.yml (123)`. */
  readonly from: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** As stored by the server. */
  readonly sizeBytes: number;
  /** `sha256:<hex>` of what is downloaded; older servers send none. */
  readonly digest: string | undefined;
  readonly createdAt: string | undefined;
  readonly expiresAt: string | undefined;
  readonly isExpired: boolean;
  readonly run: ArtifactRun | undefined;
}

export interface ArtifactRun {
  readonly id: number;
  readonly branch?: string | undefined;
  readonly commit?: string | undefined;
}

export interface Downloaded {
  readonly file: string;
  /** The name that the server gave the download, if it gave one. */
  readonly servedName: string | undefined;
  readonly sizeBytes: number;
  /** Of the file, hexadecimal. */
  readonly sha256: string;
}

/**
 * `gone`: expired or deleted. `denied`: this token may not read it. `limited`: no request may be sent for a while.
 * `damaged`: what came is not what the server says; it may come right another time. `failed`: anything else, after all
 * repetitions.
 */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly kind: 'gone' | 'denied' | 'limited' | 'damaged' | 'failed';

  constructor(kind: DownloadError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
