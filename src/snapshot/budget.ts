/** Bytes in flight, bounded. First come, first served; a request larger than the whole waits until nothing is in flight. */
export class ByteBudget {
  private readonly capacityBytes: number;
  private inFlightBytes = 0;
  private readonly waiting: {
    readonly bytes: number;
    readonly resolve: () => void;
    readonly reject: (error: Error) => void;
  }[] = [];
  private failure: Error | undefined;

  constructor(capacityBytes: number) {
    this.capacityBytes = capacityBytes;
  }

  async acquire(bytes: number): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (this.waiting.length === 0 && this.fits(bytes)) {
      this.inFlightBytes += bytes;
      return;
    }
    await new Promise<void>((resolve, reject) => this.waiting.push({ bytes, resolve, reject }));
  }

  release(bytes: number): void {
    this.inFlightBytes -= bytes;
    for (let first = this.waiting[0]; first !== undefined && this.fits(first.bytes); first = this.waiting[0]) {
      this.waiting.shift();
      this.inFlightBytes += first.bytes;
      first.resolve();
    }
  }

  /** Everyone who waits, now or later, gets this error. */
  fail(error: Error): void {
    this.failure ??= error;
    for (const waiter of this.waiting.splice(0)) waiter.reject(this.failure);
  }

  private fits(bytes: number): boolean {
    return this.inFlightBytes === 0 || this.inFlightBytes + bytes <= this.capacityBytes;
  }
}
