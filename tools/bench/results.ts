import { median, type Measured } from './measure.ts';

/** What one tool took for one kind of work, round by round. */
interface Timing {
  readonly set: string;
  readonly work: string;
  readonly tool: string;
  readonly rounds: Measured[];
}

/** Something exact: bytes, requests, objects; the same in each round up to compression's own noise. */
interface Count {
  readonly set: string;
  readonly what: string;
  readonly tool: string;
  readonly value: number;
}

export interface MedianTiming extends Measured {
  readonly set: string;
  readonly work: string;
  readonly tool: string;
}

export class Results {
  private readonly timings: Timing[] = [];
  readonly counts: Count[] = [];

  time(set: string, work: string, tool: string, measured: Measured): void {
    const known = this.timings.find((one) => one.set === set && one.work === work && one.tool === tool);
    if (known === undefined) this.timings.push({ set, work, tool, rounds: [measured] });
    else known.rounds.push(measured);
  }

  /** A later round's value takes the place of an earlier one's. */
  count(set: string, what: string, tool: string, value: number): void {
    const known = this.counts.findIndex((one) => one.set === set && one.what === what && one.tool === tool);
    this.counts.splice(known < 0 ? this.counts.length : known, 1, { set, what, tool, value });
  }

  medians(): readonly MedianTiming[] {
    return this.timings.map(({ set, work, tool, rounds }) => ({
      set,
      work,
      tool,
      wallSeconds: median(rounds.map((round) => round.wallSeconds)),
      cpuSeconds: median(rounds.map((round) => round.cpuSeconds)),
      peakMb: Math.max(...rounds.map((round) => round.peakMb)),
    }));
  }

  toJson(): unknown {
    return { timings: this.timings, counts: this.counts };
  }
}
