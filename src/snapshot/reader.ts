import { Worker } from 'node:worker_threads';
import { HASH_BYTES } from './columns.ts';
import type {
  DataMessage,
  DoneMessage,
  FreshReply,
  ReadFile,
  ReadJob,
  ReadResults,
  ReadWorkerData,
  WindowMessage,
} from './read-worker.ts';

/** Takes fragments in: says which are new, and gets the bytes of those. */
export interface FragmentSink {
  /** Indices of the ids (32 bytes each, end to end) that are not known yet; from now on they are. May wait for memory. */
  claim(ids: Buffer, lengths: Uint32Array): Promise<Uint32Array>;
  /** The claimed fragments of one `claim`, their bytes end to end. */
  store(ids: Buffer, lengths: readonly number[], bytes: Buffer): void;
  /** Bytes that were claimed will not come. */
  fail(error: Error): void;
}

export interface JobResult {
  readonly results: ReadResults;
  /** Ids of all fragments of the job, end to end; `results` says which are whose. */
  readonly ids: Buffer;
}

interface Claim {
  readonly ids: Buffer;
  readonly lengths: readonly number[];
}

interface Job {
  readonly request: ReadJob;
  readonly ids: Buffer[];
  readonly resolve: (result: JobResult) => void;
  readonly reject: (error: Error) => void;
}

/** One reading thread; jobs run in the order in which they come. */
class ReadThread {
  private readonly worker: Worker;
  private readonly sink: FragmentSink;
  private readonly jobs: Job[] = [];
  /** Claims whose bytes are still to come, oldest first. */
  private readonly claims: Claim[] = [];
  private inOrder: Promise<void> = Promise.resolve();
  pendingFiles = 0;

  constructor(url: URL, data: ReadWorkerData, sink: FragmentSink) {
    this.sink = sink;
    this.worker = new Worker(url, { workerData: data });
    this.worker.on('message', (message: WindowMessage | DataMessage | DoneMessage) => {
      // One after the other: a claim that waits for memory holds back what follows it.
      this.inOrder = this.inOrder
        .then(() => this.onMessage(message))
        .catch((error: unknown) => {
          this.fail(error as Error);
        });
    });
    this.worker.on('error', (error: Error) => {
      this.fail(error);
    });
  }

  read(job: Job): void {
    this.jobs.push(job);
    this.pendingFiles += job.request.files.length;
    this.worker.postMessage(job.request);
  }

  private async onMessage(message: WindowMessage | DataMessage | DoneMessage): Promise<void> {
    if (message.type === 'data') {
      const { ids, lengths } = this.claims.shift() as Claim;
      this.sink.store(ids, lengths, Buffer.from(message.bytes.buffer));
      return;
    }
    const job = this.jobs[0] as Job;
    if (message.type === 'done') {
      this.jobs.shift();
      this.pendingFiles -= job.request.files.length;
      job.resolve({ results: message.results, ids: Buffer.concat(job.ids) });
      return;
    }
    const ids = Buffer.from(message.ids.buffer);
    job.ids.push(ids);
    const fresh = await this.sink.claim(ids, message.lengths);
    if (fresh.length > 0) this.claims.push(picked(ids, message.lengths, fresh));
    this.worker.postMessage({ type: 'fresh', fresh } satisfies FreshReply);
  }

  /** Nothing waits for ever: what is under way fails with the thread. */
  private fail(error: Error): void {
    this.sink.fail(error);
    for (const job of this.jobs.splice(0)) job.reject(error);
  }

  async close(): Promise<void> {
    if (this.jobs.length > 0 || this.claims.length > 0) this.fail(new Error('the reader was closed'));
    await this.worker.terminate();
  }
}

function picked(ids: Buffer, lengths: Uint32Array, fresh: Uint32Array): Claim {
  const some = Buffer.allocUnsafe(fresh.length * HASH_BYTES);
  fresh.forEach((i, at) => ids.copy(some, at * HASH_BYTES, i * HASH_BYTES, (i + 1) * HASH_BYTES));
  return { ids: some, lengths: Array.from(fresh, (i) => lengths[i] as number) };
}

/** Some threads that read files, cut and hash them (read-worker.ts). */
export class ReaderPool {
  private readonly threads: readonly ReadThread[];
  private nextJob = 0;

  constructor(url: URL, threads: number, data: ReadWorkerData, sink: FragmentSink) {
    this.threads = Array.from({ length: threads }, () => new ReadThread(url, data, sink));
  }

  /** All fragments of the files that are new have been given to the sink when this resolves, save the bytes under way. */
  read(files: readonly ReadFile[]): Promise<JobResult> {
    const thread = this.threads.reduce((least, other) => (other.pendingFiles < least.pendingFiles ? other : least));
    return new Promise((resolve, reject) => {
      thread.read({ request: { type: 'read', job: this.nextJob++, files }, ids: [], resolve, reject });
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}
