/** Mode verify: proves that snapshots can be restored, and that the newest is not too old. */
import { isRefusedPut } from '../../aws/s3/errors.ts';
import { HoldfastError, messageOf } from '../../base/errors.ts';
import type { Inputs } from '../../inputs/inputs.ts';
import { refuseBesideSealed } from '../../vault/backup/mixed-series.ts';
import { unreadableKind } from '../../vault/read/damage.ts';
import { listMarks, type Mark, readMark, writeMark } from '../../vault/read/marks.ts';
import { readRootHeader } from '../../vault/read/root-reader.ts';
import { findSnapshot, type FoundSnapshot } from '../../vault/read/selectors.ts';
import { listSeries, type SnapshotInfo } from '../../vault/read/snapshots.ts';
import { readState, writeState } from '../../vault/read/vault-state.ts';
import { ROOT_CLASSES, rootFinding, rootFix } from '../../vault/verify/root-finding.ts';
import { verifySnapshot } from '../../vault/verify/verify.ts';
import { goOn, newestProof, type Proof, readProof, writeProof } from '../../vault/read/proof.ts';
import type { Root } from '../../vault/format/root.ts';
import { type VerifyFinding, type FindingClass, PathSink } from '../../vault/verify/findings.ts';
import { ObjectProver } from '../../vault/verify/objects.ts';
import { type SampleCursor, type SampleState, sampleStateSchema } from '../../vault/verify/sample.ts';
import type { Store } from '../../store/store.ts';
import type { Deps } from '../shared/command.ts';
import type { CommandResult } from '../../report/result.ts';
import { appAccess } from '../repository/app-access.ts';
import { openVault, plannedSeries, type Vault } from '../vault/vault.ts';
import { drill } from './drill.ts';
import { pathsText, type Verified, verifyResult } from './verify-result.ts';

/** Proves that snapshots can be restored, and that the newest is not too old. */
export async function verify(inputs: Inputs, deps: Deps): Promise<CommandResult> {
  deps.emit({ type: 'phase', name: 'Vault' });
  const app = appAccess(inputs, deps);
  const vault = await openVault(inputs, deps);
  await app.open(vault.credentials);
  return verifyIn(vault, inputs, { ...deps, github: app.access });
}

export async function verifyIn(vault: Vault, inputs: Inputs, deps: Deps): Promise<CommandResult> {
  const startedMs = performance.now();
  const run = new VerifyRun(vault, inputs, deps);
  const verified = inputs.allSeries ? await run.allSeries() : [await run.oneSeries()];
  return verifyResult({ inputs, deps, verified, vault, durationMs: performance.now() - startedMs });
}

/** The newest proof of a series, as it was when this run began. */
interface EarlierProof {
  readonly mark: Mark;
  /** undefined where it cannot be read. */
  readonly proof: Proof | undefined;
}

/** How many untrusted roots are read, newest first: in a copied vault all of them are untrusted. */
const UNTRUSTED_READ = 20;
const DAY_MS = 24 * 3600 * 1000;
/** Series of pull requests and branches end with them: nobody misses their next run. */
const BRANCH_SERIES = /\/(?:pr|ref)\//;

class VerifyRun {
  private readonly store: Store;
  private readonly vault: Vault;
  private readonly inputs: Inputs;
  private readonly deps: Deps;
  /** The first snapshot that may not be read. */
  private forbidden: HoldfastError | undefined;
  private readonly prover: ObjectProver;
  /** By series. */
  private readonly marks = new Map<string, Promise<readonly Mark[]>>();
  /** How far the samples of each series have come; undefined until it is needed. */
  private cursors: Record<string, SampleCursor> | undefined;

  constructor(vault: Vault, inputs: Inputs, deps: Deps) {
    this.vault = vault;
    this.store = vault.store;
    this.inputs = inputs;
    this.deps = deps;
    this.prover = new ObjectProver(vault.store, deps.signal);
  }

  async allSeries(): Promise<readonly Verified[]> {
    const verified: Verified[] = [];
    for (const { series } of await listSeries(this.store, this.deps.signal)) {
      verified.push(await this.verify(series, await this.pick([series], BRANCH_SERIES.test(series))));
    }
    this.throwIfForbidden(verified.every(({ found }) => found === undefined));
    await this.keepCursors();
    return verified;
  }

  /** The series that this run would write; where it has no snapshot, the one that it builds on. */
  async oneSeries(): Promise<Verified> {
    const { series, base } = plannedSeries(this.vault);
    const picked = await this.pick(base === undefined ? [series] : [series, base], false);
    this.throwIfForbidden(picked.found === undefined);
    const verified = await this.verify(picked.found?.info.series ?? series, picked);
    await this.keepCursors();
    return verified;
  }

  /** If nothing at all may be read, the role is at fault, not the snapshots. */
  private throwIfForbidden(isAll: boolean): void {
    if (isAll && this.forbidden !== undefined) throw this.forbidden;
  }

  /** S3's clock, which is known by now. */
  private now(): Date {
    return this.store.serverDate() ?? this.deps.now();
  }

  /** @param mayEnd it is no finding if the series has no good snapshot, or an old one */
  private async pick(
    candidates: readonly string[],
    mayEnd: boolean,
  ): Promise<{ readonly found: FoundSnapshot | undefined; readonly findings: VerifyFinding[] }> {
    const findings: VerifyFinding[] = [];
    for (const series of candidates) {
      const found = await this.find(series, this.inputs.version, findings);
      if (found === undefined) continue;
      if (!mayEnd) findings.push(...(await this.ageFindings(series, found)));
      return { found, findings };
    }
    const [series = ''] = candidates;
    if (mayEnd) this.tellOfNone(series);
    else if (findings.length === 0) findings.push(noSnapshot(series, this.inputs.version));
    return { found: undefined, findings };
  }

  /**
   * What cannot be read on the way is a finding if it is newer than what is picked: it should have been picked. Nothing open is
   * vouched for in a series with sealed ones, also if its id names it: what is verified counts for retention.
   */
  private async find(
    series: string,
    version: readonly string[],
    findings: VerifyFinding[],
  ): Promise<FoundSnapshot | undefined> {
    const { emit, signal } = this.deps;
    const passedOver: { info: SnapshotInfo; why: HoldfastError | 'untrusted-time' }[] = [];
    const onPassedOver = (info: SnapshotInfo, why: HoldfastError | 'untrusted-time') => passedOver.push({ info, why });
    try {
      const marks = await this.marksOf(series);
      const options = { now: this.now(), onPassedOver, marks, emit, signal };
      const found = await findSnapshot(this.store, series, version, options);
      const newer = passedOver.filter(({ info }) => found === undefined || info.id > found.info.id);
      for (const { info, why } of newer.slice(0, UNTRUSTED_READ)) {
        const finding = why === 'untrusted-time' ? await this.untrusted(info) : await this.rootFinding(info, why);
        if (finding !== undefined) findings.push(finding);
      }
      if (found === undefined || newer.some(({ why }) => unreadableKind(why) === 'sealed')) return undefined;
      await refuseBesideSealed(this.store, found.info, signal, marks);
      return found;
    } catch (error) {
      const kind = unreadableKind(error);
      if (kind === undefined) throw error;
      if (kind === 'forbidden') this.forbidden ??= error as HoldfastError;
      findings.push(
        finding(ROOT_CLASSES[kind], series, undefined, messageOf(error), {
          fix: rootFix(error) ?? 'Mode repair looks for an older S3 version of it.',
        }),
      );
      return undefined;
    }
  }

  /** Anybody who may back up can lay such a root there, also one of the future, which stays the newest: a mark ends it. */
  private async rootFinding(info: SnapshotInfo, why: unknown): Promise<VerifyFinding> {
    const found = await rootFinding(this.store, info, why, this.deps.signal);
    const kind = unreadableKind(why);
    if (kind !== 'damaged' && kind !== 'foreign') return found;
    const mark = `holdfast mark --mark quarantine --name ${info.series} --version ${info.id}`;
    return { ...found, fix: `${found.fix} If it is none of yours: \`${mark}\`; then verify passes it over.` };
  }

  /** Its bytes tell an overwritten root from one that was written too late, or copied. */
  private async untrusted(info: SnapshotInfo): Promise<VerifyFinding | undefined> {
    let failure: unknown;
    const onCovered = (error: HoldfastError): void => void (failure = error);
    try {
      await readRootHeader(this.store, info, { onCovered, signal: this.deps.signal });
    } catch (error) {
      failure = error;
    }
    // Its right bytes may be there as an older S3 version: it is passed over all the same.
    if (failure !== undefined) return this.rootFinding(info, failure);
    this.deps.emit({
      type: 'warning',
      class: 'untrusted-time',
      message: `Snapshot ${info.id} of series ${info.series} does not count: S3's time of it does not match its name.`,
      why: 'It was written more than a day after its run began, or copied here.',
      fix: 'If the vault was copied, run mode repair with readmit.',
    });
    return undefined;
  }

  private tellOfNone(series: string): void {
    this.deps.emit({
      type: 'notice',
      class: 'no-snapshot',
      message: `Series ${series}, of a pull request or branch, has no complete snapshot.`,
    });
  }

  private async ageFindings(series: string, picked: FoundSnapshot): Promise<readonly VerifyFinding[]> {
    const { maxAge, version } = this.inputs;
    if (maxAge === undefined) return [];
    const isNewest = version.length === 0 || (version.length === 1 && version[0] === 'latest');
    // Skipped snapshots were reported already.
    const newest = isNewest ? picked : await this.find(series, [], []);
    if (newest === undefined) return [noSnapshot(series, [])];
    const ageSeconds = Math.floor((this.now().getTime() - newest.info.utc.getTime()) / 1000);
    if (ageSeconds <= maxAge) return [];
    const message = `The newest good snapshot is ${age(ageSeconds)} old, but only ${age(maxAge)} are allowed.`;
    const fix = 'Find out why the backups of this series no longer run, or are partial.';
    return [finding('too-old', series, newest.info.id, message, { fix })];
  }

  private async verify(
    series: string,
    { found, findings }: { readonly found: FoundSnapshot | undefined; readonly findings: readonly VerifyFinding[] },
  ): Promise<Verified> {
    const startedMs = performance.now();
    const own = found === undefined ? undefined : await this.look(found);
    const all = [...findings, ...(own?.findings ?? [])];
    for (const one of all) this.tell(one);
    const isMarked = found !== undefined && own?.findings.length === 0 && (await this.mark(found, own.opensPacks));
    const durationMs = performance.now() - startedMs;
    const { readBytes = 0, root, opensPacks = true } = own ?? {};
    const objects = root?.objects.length ?? 0;
    return { series, found, findings: all, readBytes, objects, isMarked, opensPacks, durationMs };
  }

  /** One snapshot, as deep as the level says. */
  private async look({ info, versionId }: FoundSnapshot) {
    const { store, prover, deps } = this;
    const { level, sampleRuns } = this.inputs;
    const { emit, signal } = deps;
    emit({ type: 'phase', name: `Verify ${info.series}` });
    const snapshot = { ...info, ...(versionId !== undefined && { versionId }) };
    const earlier = level === 'sample' || level === 'full' ? await this.earlierProof(info.series) : undefined;
    const sample =
      level === 'sample'
        ? { cursor: (await this.readCursors())[this.cursorOf(info)], runs: sampleRuns, before: earlier?.proof }
        : undefined;
    const looked = await verifySnapshot({ store, snapshot, level, prover, emit, signal, ...(sample && { sample }) });
    if (looked.proof !== undefined && looked.root !== undefined && versionId === undefined)
      await this.keepProof(looked.root, looked.proof, earlier);
    if (looked.next !== undefined) (await this.readCursors())[this.cursorOf(info)] = looked.next;
    if (level !== 'restore' || looked.root === undefined) return looked;
    const drilled = await drill(looked.root, store, this.inputs, deps);
    if (drilled.findings.length === 0) return { ...looked, readBytes: drilled.fetchedBytes };
    // Which paths the tables are wrong about is left to the restore, as long as it goes well.
    const { findings } = await verifySnapshot({ store, snapshot, level: 'metadata', prover, emit, signal });
    return { ...looked, findings: [...findings, ...drilled.findings], readBytes: drilled.fetchedBytes };
  }

  /**
   * What is bad is noted too: the next backup stores it again. What earlier runs have proved of its packs stays proved.
   */
  private async keepProof(root: Root, proof: Proof, earlier: EarlierProof | undefined): Promise<void> {
    const { signal } = this.deps;
    const { series } = root.header;
    const objects = new Set(root.objects.map(({ key }) => key));
    const merged = goOn(proof, earlier?.proof, earlier?.mark.id === root.id, objects);
    await this.unlessDenied('Backups do not know which of their packs are proved, and read them again.', () =>
      writeProof(this.store, { series, id: root.id }, this.now(), merged, signal),
    );
  }

  /** As they were when this run came to the series. */
  private marksOf(series: string): Promise<readonly Mark[]> {
    const { store, marks, deps } = this;
    const listed = marks.get(series) ?? listMarks(store, series, { signal: deps.signal });
    marks.set(series, listed);
    return listed;
  }

  private async earlierProof(series: string): Promise<EarlierProof | undefined> {
    const mark = newestProof(await this.marksOf(series));
    return mark && { mark, proof: await readProof(this.store, mark, this.deps.signal) };
  }

  /** Other snapshots than the newest have other packs, and so cycles of their own. */
  private cursorOf({ series }: SnapshotInfo): string {
    return [series, ...this.inputs.version].join(' ');
  }

  private async readCursors(): Promise<Record<string, SampleCursor>> {
    this.cursors ??= { ...(await this.storedCursors()) };
    return this.cursors;
  }

  private async storedCursors(): Promise<SampleState['cursors']> {
    try {
      return (await readState(this.store, 'verify', sampleStateSchema, this.deps.signal))?.cursors ?? {};
    } catch (error) {
      if (!(error instanceof HoldfastError) || error.code !== 'corrupt-state') throw error;
      const why = 'It is not known how far the samples of earlier runs came: they start again.';
      this.deps.emit({ type: 'warning', class: error.code, message: error.message, why });
      return {};
    }
  }

  private async keepCursors(): Promise<void> {
    const { cursors } = this;
    if (cursors === undefined) return;
    await this.unlessDenied('The next run reads the same samples again.', () =>
      writeState(this.store, 'verify', this.now(), { cursors } satisfies SampleState, this.deps.signal),
    );
  }

  private tell({ class: kind, series, snapshot, message, paths, fix }: VerifyFinding): void {
    const where = snapshot === undefined ? series : `${series}, snapshot ${snapshot}`;
    const why = paths.count === 0 ? undefined : `It concerns ${pathsText(paths)}.`;
    this.deps.emit({ type: 'warning', class: kind, message: `${where}: ${message}`, why, fix });
  }

  /** Unless the same was noted within a day. The snapshot stands behind its mark as the current root of its key. */
  private async mark({ info, versionId }: FoundSnapshot, opensPacks: boolean): Promise<boolean> {
    if (versionId !== undefined) return false;
    const { level } = this.inputs;
    const marks = (await this.marksOf(info.series)).filter(({ id }) => id === info.id);
    if (marks.some(({ kind }) => kind === 'quarantine')) return false;
    const now = this.now();
    const recent = marks.filter(({ kind, utc }) => kind === 'verified' && now.getTime() - utc.getTime() < DAY_MS);
    for (const mark of recent) if ((await this.levelOf(mark)) === level) return true;
    return this.unlessDenied('Retention counts only verified snapshots, and this one is not marked as verified.', () =>
      writeMark(this.store, info, 'verified', now, { level, ...(!opensPacks && { unopened: true }) }, this.deps.signal),
    );
  }

  private async levelOf(mark: Parameters<typeof readMark>[1]): Promise<string | undefined> {
    try {
      return (await readMark(this.store, mark, this.deps.signal)).level;
    } catch (error) {
      if (error instanceof HoldfastError && error.code === 'corrupt-mark') return undefined;
      throw error;
    }
  }

  /** What was verified stays verified where the role may not note it, or the server does not take it. */
  private async unlessDenied(consequence: string, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (!isRefusedPut(error)) throw error;
      const isDenied = error.code === 'access-denied';
      this.deps.emit({
        type: 'warning',
        class: 'not-noted',
        message: `The result was not noted in the vault: ${error.message}`,
        why: isDenied ? consequence : [consequence, error.why].filter((text) => text !== undefined).join(' '),
        fix: isDenied
          ? 'Use a role that can write marks/*/verified-*, marks/*/proof-* and state/verify/* (mode setup describes one).'
          : error.fix,
      });
      return false;
    }
  }
}

function finding(
  kind: FindingClass,
  series: string,
  snapshot: string | undefined,
  message: string,
  { fix }: { readonly fix: string },
): VerifyFinding {
  return { class: kind, series, snapshot, object: undefined, message, paths: new PathSink(), fix };
}

function noSnapshot(series: string, version: readonly string[]): VerifyFinding {
  const wanted = version.length === 0 ? '' : ` that matches ${version.join(', ')}`;
  return finding('no-snapshot', series, undefined, `There is no complete snapshot${wanted}.`, {
    fix: 'Mode list shows what exists; without a name, it shows the series of the vault. If snapshots are gone, mode audit shows whether somebody deleted them, and mode repair recovers them.',
  });
}

const HOURS_SHOWN_MAX = 72;

function age(seconds: number): string {
  const hours = seconds / 3600;
  if (hours < 1) return `${Math.floor(seconds / 60)} min`;
  return hours <= HOURS_SHOWN_MAX ? `${hours.toFixed(1)} h` : `${(hours / 24).toFixed(1)} d`;
}
