/** The pool of threads that read. */
import { Worker } from 'node:worker_threads';
import { startThreads } from '../../base/async.ts';
import type { FrameMemory } from './frame-memory.ts';
import {
  buffersOf,
  type DoneMessage,
  type EncodedMessage,
  type EncodeMessage,
  type FreeMessage,
  type MemoryMessage,
  type ReadFiles,
  type ReadJob,
  type ReadResults,
  type ReadWorkerData,
  type WindowMessage,
} from './read-worker.ts';

/** Takes fragments in. */
export interface FragmentSink {
  /**
   * Keeps those that are not known yet. When this resolves their bytes have been copied.
   *
   * @param ids 32 bytes each, end to end
   * @param borders where each starts and ends in `memory`, two numbers a fragment
   */
  take(ids: Buffer, borders: Uint32Array, memory: Buffer): Promise<void>;
}

export interface JobResult {
  readonly results: ReadResults;
  /** Ids of all fragments of the job, end to end; `results` says which are whose. */
  readonly ids: Buffer;
}

interface QueuedReadJob {
  readonly request: ReadJob;
  readonly files: number;
  readonly ids: Buffer[];
  readonly resolve: (result: JobResult) => void;
  readonly reject: (error: Error) => void;
}

/** One reading thread; jobs run in the order in which they come. */
class ReadThread {
  private readonly worker: Worker;
  private readonly sink: FragmentSink;
  private readonly jobs: QueuedReadJob[] = [];
  private readonly encoding = new Map<
    number,
    { readonly resolve: (storedBytes: number) => void; readonly reject: (error: Error) => void }
  >();
  private windows: readonly Buffer[] = [];
  private nextFrame = 0;
  private inOrder: Promise<void> = Promise.resolve();
  /** Why the thread does no more: it may have failed before there was anything to do. */
  private failure: Error | undefined;
  pendingFiles = 0;

  constructor(url: URL, data: ReadWorkerData, sink: FragmentSink) {
    this.sink = sink;
    this.worker = new Worker(url, { workerData: data });
    this.worker.on('message', (message: MemoryMessage | WindowMessage | DoneMessage | EncodedMessage) => {
      if (message.type === 'memory') {
        this.windows = message.windows.map((memory) => Buffer.from(memory));
        return;
      }
      if (message.type === 'encoded') {
        this.encoding.get(message.frame)?.resolve(message.storedBytes);
        this.encoding.delete(message.frame);
        return;
      }
      // One after the other: a window that waits for memory holds back what follows it.
      this.inOrder = this.inOrder
        .then(() => this.onMessage(message))
        .catch((error: unknown) => {
          this.fail(error as Error);
        });
    });
    this.worker.on('error', (error: Error) => {
      this.fail(error);
    });
    this.worker.on('exit', () => this.fail(new Error('A thread that reads files has ended.')));
  }

  read(job: QueuedReadJob): void {
    if (this.failure !== undefined) {
      job.reject(this.failure);
      return;
    }
    this.jobs.push(job);
    this.pendingFiles += job.files;
    this.worker.postMessage(job.request, buffersOf(job.request.files));
  }

  get pendingFrames(): number {
    return this.encoding.size;
  }

  encode({ shared, raw }: FrameMemory, rawBytes: number, level: number): Promise<number> {
    if (this.failure !== undefined) return Promise.reject(this.failure);
    const frame = this.nextFrame++;
    return new Promise((resolve, reject) => {
      this.encoding.set(frame, { resolve, reject });
      const message: EncodeMessage = {
        type: 'encode',
        frame,
        memory: shared,
        capacityBytes: raw.length,
        rawBytes,
        level,
      };
      this.worker.postMessage(message);
    });
  }

  private async onMessage(message: WindowMessage | DoneMessage): Promise<void> {
    const job = this.jobs[0];
    if (job === undefined) return;
    if (message.type === 'done') {
      this.jobs.shift();
      this.pendingFiles -= job.files;
      job.resolve({ results: message.results, ids: Buffer.concat(job.ids) });
      return;
    }
    const ids = Buffer.from(message.ids.buffer);
    job.ids.push(ids);
    await this.sink.take(ids, message.borders, this.windows[message.window] as Buffer);
    this.worker.postMessage({ type: 'free' } satisfies FreeMessage);
  }

  /** Nothing waits for ever: what is under way fails with the thread. */
  private fail(error: Error): void {
    this.failure ??= error;
    for (const job of this.jobs.splice(0)) job.reject(error);
    for (const frame of this.encoding.values()) frame.reject(error);
    this.encoding.clear();
  }

  async close(): Promise<void> {
    this.fail(new Error('the reader was closed'));
    await this.worker.terminate();
  }
}

/** Some threads that read files, cut and hash them, and compress frames (read-worker.ts). */
export class ReaderPool {
  private readonly threads: readonly ReadThread[];
  private nextJob = 0;

  private constructor(threads: readonly ReadThread[]) {
    this.threads = threads;
  }

  static async start(url: URL, threads: number, data: ReadWorkerData, sink: FragmentSink): Promise<ReaderPool> {
    return new ReaderPool(await startThreads(threads, () => new ReadThread(url, data, sink)));
  }

  /** When this resolves the sink has taken all fragments of the files. */
  read(files: ReadFiles): Promise<JobResult> {
    const thread = this.threads.reduce((least, other) => (other.pendingFiles < least.pendingFiles ? other : least));
    return new Promise((resolve, reject) => {
      const request: ReadJob = { type: 'read', job: this.nextJob++, files };
      thread.read({ request, files: files.pathEnds.length, ids: [], resolve, reject });
    });
  }

  /** See `FragmentWriterOptions.encode`. */
  encode(memory: FrameMemory, rawBytes: number, level: number): Promise<number> {
    const thread = this.threads.reduce((least, other) => (other.pendingFrames < least.pendingFrames ? other : least));
    return thread.encode(memory, rawBytes, level);
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}
