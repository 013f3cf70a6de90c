/** Flags with secrets name a file: arguments are seen by every user of a machine, in the list of processes. */
import { readFileSync } from 'node:fs';
import { messageOf } from '../base/errors.ts';
import { pathFrom } from '../base/system-errors.ts';
import { acceptedBy } from '../inputs/kinds.ts';
import type { BadInput } from '../inputs/parse.ts';
import { type InputName, inputsOf, specOf } from '../inputs/schema.ts';

const STDIN = 0;
/** No file of a secret is longer. */
const MAX_CHARS = 65_536;
/** A key where the name of a file belongs. */
const KEY = /AGE-(?:SECRET-KEY|PLUGIN)|^kms:|-----BEGIN /i;
const ADDRESS = /^https?:/i;

/** The texts of inputs with those read that stand in a file, or come from standard input (`-`); and what is wrong with them. */
export function readSecretFiles(
  raw: ReadonlyMap<string, string>,
  workingDir: string,
): { readonly raw: ReadonlyMap<string, string>; readonly problems: readonly BadInput[] } {
  const read = new Map(raw);
  const problems: BadInput[] = [];
  for (const name of inputsOf('cli').filter((each) => specOf(each).isFile === true)) {
    const file = raw.get(name);
    if (file === undefined) continue;
    read.delete(name);
    try {
      read.set(name, readSecret(file, workingDir));
    } catch (error) {
      problems.push(badFile(name, messageOf(error)));
    }
  }
  return { raw: read, problems };
}

function readSecret(file: string, workingDir: string): string {
  if (KEY.test(file))
    throw new Error('it is the key itself, which everybody on this machine may have seen now: renew it');
  if (ADDRESS.test(file))
    throw new Error('it is the address itself, which everybody on this machine may have seen now: renew it');
  const text = readFileSync(file === '-' ? STDIN : pathFrom(workingDir, file), 'utf8');
  if (text.trim() === '') throw new Error('the file is empty');
  if (text.length > MAX_CHARS) throw new Error('the file is too long for a secret');
  return text;
}

function badFile(name: InputName, wrong: string): BadInput {
  const spec = specOf(name);
  return { name, value: '(a secret)', wrong, accepted: acceptedBy(spec), example: `--${name} ./${name}.txt` };
}
