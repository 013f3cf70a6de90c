/** Finds LFS pointers in a history. */
import { pipeline } from 'node:stream/promises';
import { batchedBlobs } from '../git/blobs.ts';
import { expectSuccess } from '../git/git.ts';
import type { Mirror } from '../git/part.ts';

/**
 * An LFS object as a pointer in the history names it. Source: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md
 */
export interface Pointer {
  /** SHA-256 of the content, lower-case hex. */
  readonly oid: string;
  readonly sizeBytes: number;
}

const POINTER_MIN_BYTES = 100;
const POINTER_MAX_BYTES = 1024;
/**
 * Which forms are taken for a pointer; stored in a snapshot. A history that was searched for fewer forms is searched
 * again, so it has to change whenever `parsePointer` takes more.
 */
export const POINTER_FORMS = '2';
/** Of the specification, of the pre-release, and of the alpha: git-lfs takes all of them, and servers keep them. */
const VERSIONS = ['https://git-lfs.github.com/spec/v1', 'https://hawser.github.com/spec/v1', 'http://git-media.io/v/2'];

/**
 * Parses a small file as a pointer; undefined if it is not one. What git-lfs takes for a pointer is taken here, also
 * where it breaks the specification: line ends of Windows, blank lines, space at the end of lines, keys of extensions and
 * unknown ones.
 */
export function parsePointer(blob: Buffer): Pointer | undefined {
  if (blob.length < POINTER_MIN_BYTES || blob.length > POINTER_MAX_BYTES) return undefined;
  const [version = '', ...lines] = blob
    .toString('latin1')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (!VERSIONS.some((url) => version === `version ${url}`)) return undefined;
  const fields = new Map(lines.map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]));
  const oid = /^sha256:([0-9a-f]{64})$/i.exec(fields.get('oid') ?? '')?.[1]?.toLowerCase();
  const size = /^\d{1,15}$/.exec(fields.get('size') ?? '')?.[0];
  return oid === undefined || size === undefined ? undefined : { oid, sizeBytes: Number(size) };
}

/**
 * All pointers among the new objects of a mirror, each once. Anybody can put a pointer into a branch or a pull request,
 * even with a wrong size. An object then has more than one pointer.
 */
export async function findPointers({ git, gitDir, wanted, known }: Mirror): Promise<Pointer[]> {
  const filter = `--filter=blob:limit=${String(POINTER_MAX_BYTES + 1)}`;
  const listArgs = ['rev-list', '--objects', '--no-object-names', filter, '--stdin'];
  const list = git.start(listArgs, { gitDir });
  const check = git.start(['cat-file', '--batch-check=%(objectname) %(objecttype) %(objectsize)'], { gitDir });
  const read = git.start(['cat-file', '--batch'], { gitDir });
  const found = new Map<string, Pointer>();
  const collectPointers = async () => {
    for await (const blob of batchedBlobs(read.stdout)) {
      const pointer = parsePointer(blob);
      if (pointer !== undefined) found.set(`${pointer.oid} ${String(pointer.sizeBytes)}`, pointer);
    }
  };
  const flows = await Promise.allSettled([
    pipeline(revisions(wanted, known), list.stdin),
    pipeline(list.stdout, check.stdin),
    pipeline(check.stdout, smallBlobs, read.stdin),
    collectPointers(),
  ]);
  expectSuccess(await list.exit, listArgs);
  for (const child of [check, read]) expectSuccess(await child.exit, ['cat-file']);
  const broken = flows.find((flow) => flow.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
  return [...found.values()];
}

function* revisions(wanted: Iterable<string>, known: Iterable<string>): Generator<string> {
  for (const oid of wanted) yield `${oid}\n`;
  for (const oid of known) yield `^${oid}\n`;
}

/** The names of possible pointers, from the lines of `--batch-check`. */
async function* smallBlobs(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    const names: string[] = [];
    for (const line of lines) {
      const [oid = '', type, size] = line.split(' ');
      if (type === 'blob' && Number(size) >= POINTER_MIN_BYTES && Number(size) <= POINTER_MAX_BYTES) names.push(oid);
    }
    if (names.length > 0) yield `${names.join('\n')}\n`;
  }
}
