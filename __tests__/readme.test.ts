import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sessionPolicy } from '../src/aws/session-policy.ts';
import { inputsOf } from '../src/inputs/schema.ts';
import { ROOT } from './process/support.ts';

const README = readFileSync(join(ROOT, 'README.md'), 'utf8');
const blocks = (language: string, text = README): string[] =>
  [...text.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, block = '']) => block);

interface Policy {
  readonly Statement: readonly {
    readonly Action: string | readonly string[];
    readonly Resource: string | readonly string[];
    readonly Condition?: object;
  }[];
}

/** `action on resource if condition`, for each of them. */
function grants(policy: Policy): string[] {
  return policy.Statement.flatMap(({ Action, Resource, Condition }) =>
    [Action]
      .flat()
      .flatMap((action) => [Resource].flat().map((on) => [action, on, JSON.stringify(Condition)].join(' '))),
  );
}

test('the quick start is short', () => {
  expect(blocks('yaml')[0]?.trimEnd().split('\n').length).toBeLessThan(15);
});

test('its examples use inputs that exist', () => {
  const known: readonly string[] = inputsOf('action');
  const used = blocks('yaml').flatMap((block) =>
    [...block.matchAll(/^( *)with:\n((?:\1 {2}.*\n)+)/gm)].flatMap(([, indent = '', lines = '']) =>
      [...lines.matchAll(new RegExp(`^${indent} {2}([\\w-]+):`, 'gm'))].map(([, name = '']) => name),
    ),
  );
  expect(used.length).toBeGreaterThan(10);
  expect(used.filter((name) => !known.includes(name))).toEqual([]);
});

test('the policy of the role allows what a backup asks for, and no more', () => {
  const shown = JSON.parse(blocks('json', README.split('<!-- backup-policy -->')[1])[0] ?? '') as Policy;
  const scope = { mode: 'backup', partition: 'aws', bucket: 'acme-backups', prefix: 'holdfast', aws: true } as const;
  const asked = JSON.parse(sessionPolicy(scope)) as Policy;
  const widened = grants(asked)
    .filter((grant) => !grant.startsWith('kms:'))
    .map((grant) => grant.replace(/(holdfast\/v1\/)(\S*) $/, '$1* '));
  expect(grants(shown).sort()).toEqual([...new Set(widened)].sort());
});
