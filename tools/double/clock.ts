/** A clock that tests move forward. Everything in the double (Date headers, LastModified, expiry) follows it. */
export class VirtualClock {
  #aheadMs = 0;

  now(): Date {
    return new Date(Date.now() + this.#aheadMs);
  }

  advance(seconds: number): void {
    this.#aheadMs += seconds * 1000;
  }

  /** Whether a time is near enough to this clock, or to the machine's: clients start with the latter. */
  isNear(time: Date, toleranceMs: number): boolean {
    return [this.now().getTime(), Date.now()].some((now) => Math.abs(now - time.getTime()) <= toleranceMs);
  }
}
