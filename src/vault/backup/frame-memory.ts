/** Memory of one frame, shared by threads. */
import { compressBound } from '../format/zstd.ts';

/** Memory of one frame, shared by the threads: the raw bytes, and behind them room for the compressed ones. */
export class FrameMemory {
  readonly shared: SharedArrayBuffer;
  readonly raw: Buffer;
  readonly encoded: Buffer;

  /** @param shared the same frame's memory on another thread */
  constructor(rawBytes: number, shared = new SharedArrayBuffer(rawBytes + compressBound(rawBytes))) {
    this.shared = shared;
    this.raw = Buffer.from(shared, 0, rawBytes);
    this.encoded = Buffer.from(shared, rawBytes);
  }
}
