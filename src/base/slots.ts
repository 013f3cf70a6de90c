/** Limits the number of things in flight. First come, first served. */
export class Slots {
  private free: number;
  private readonly waiting: { readonly resolve: () => void; readonly reject: (error: Error) => void }[] = [];
  private failure: Error | undefined;

  constructor(count: number) {
    this.free = count;
  }

  async acquire(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
    if (this.free > 0) this.free--;
    else await new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
  }

  release(): void {
    const first = this.waiting.shift();
    if (first === undefined) this.free++;
    else first.resolve();
  }

  /** Everyone who waits, now or later, gets this error. */
  fail(error: Error): void {
    this.failure ??= error;
    for (const waiter of this.waiting.splice(0)) waiter.reject(this.failure);
  }
}
