/** What a source of artifacts must be able to do: the service of the current run, or the REST API. */
export interface ArtifactService {
  /** @throws HoldfastError if nothing can be listed */
  list(choice: ArtifactChoice): Promise<Listing>;
  /**
   * Into an empty folder. Asks for a new address on each call, since one lives a minute.
   * @throws DownloadError
   */
  download(artifact: Artifact, folder: string): Promise<Downloaded>;
}

export interface ArtifactChoice {
  readonly isWanted: (name: string) => boolean;
  /** An earlier snapshot holds this artifact, so its run was judged before. */
  readonly isKnown: (id: number) => boolean;
}

export interface Listing {
  /** The wanted ones. */
  readonly artifacts: readonly Artifact[];
  /** Names of wanted artifacts that strangers may have made, which were left out. */
  readonly untrusted: readonly string[];
  /** What was looked at, for people: `run 123`, `the newest successful run of ci.yml (123)`. */
  readonly from: string;
}

export interface Artifact {
  readonly id: number;
  readonly name: string;
  /** As it is kept by the server. */
  readonly sizeBytes: number;
  /** `sha256:<hex>` of what is downloaded; older servers give none. */
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
 * `gone`: expired or deleted. `denied`: not with this token. `limited`: no request may be sent for a while. `passing`:
 * may pass. `failed`: will not.
 */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly kind: 'gone' | 'denied' | 'limited' | 'passing' | 'failed';

  constructor(kind: DownloadError['kind'], message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}
