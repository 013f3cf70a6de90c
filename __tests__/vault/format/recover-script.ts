/** The second reader, for stock tools. They are no part of Node, so without them it is tested in CI only. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('../../../scripts/holdfast-recover.py', import.meta.url));

export function recover(...args: string[]) {
  const { status, stdout, stderr } = spawnSync('python3', [SCRIPT, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

export function hasTools(...tools: string[]): boolean {
  return tools.every((tool) => spawnSync(tool, ['--version']).status === 0);
}

/** All commands of docs/recovery.md in blocks of this kind, as they are written. */
export function commandsOfPage(kind: string): string {
  const page = readFileSync(new URL('../../../docs/recovery.md', import.meta.url), 'utf8');
  return [...page.matchAll(new RegExp(`^\`\`\`sh ${kind}\\n(.*?)^\`\`\``, 'gms'))].map(([, block]) => block).join('\n');
}
