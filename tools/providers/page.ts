/**
 * docs/providers.md from what was tried (`results/`) and from what providers write of themselves (`documented.json`).
 * `npm run docs` writes it; a test fails where the page and the data differ.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { FACTS, MODES, type Result, type Verdict } from './result.ts';

/** One fact by a provider's documentation. `unknown` where nothing was found that says yes or no. */
interface Documented {
  readonly says: 'yes' | 'no' | 'unknown';
  readonly text: string;
  readonly url?: string;
}

interface Provider {
  readonly provider: string;
  readonly versions: Documented;
  readonly conditional: Documented;
  readonly encryption: Documented;
  readonly settings: string;
}

interface Data {
  readonly documented: readonly Provider[];
  readonly tried: readonly Result[];
}

export function readData(): Data {
  const folder = join(import.meta.dirname, 'results');
  const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return {
    documented: read(join(import.meta.dirname, 'documented.json')) as readonly Provider[],
    tried: names.toSorted().map((name) => read(join(folder, name)) as Result),
  };
}

const HEAD = `<!-- Made by tools/providers/page.ts from tools/providers/results/*.json and tools/providers/documented.json. -->

# Providers

What Holdfast needs of an S3 server, how it finds out whether it is there, and what is known of providers. A backup believes what an
object shows, and not what a call says; with \`bucket-checks: enforce\` (the default) it refuses a bucket for which a proof is missing.

${table(
  ['Needed', 'How it is proved', 'Without it'],
  [
    [
      'Conditional PUT',
      'A PUT of `v1/probe` with `If-None-Match: *` is answered with 412 where the object lies',
      'refused: `bucket-unsafe`, and the message says `no-conditional-writes`',
    ],
    [
      'S3 versions',
      'GetBucketVersioning says `Enabled`; where it is not served, `v1/probe` is overwritten, and the older S3 version must still be there. Prune asks the newest snapshot for its version id too, and audit an object of the vault',
      'refused: `bucket-unsafe`; prune needs the call as well',
    ],
    [
      'SHA-256 checksums',
      'A PUT with `x-amz-checksum-sha256` is taken',
      'refused: `bucket-unsafe`, and the message says `no-checksums`',
    ],
    [
      'Encryption, if asked for',
      'The answer to the PUT of `v1/probe`, or to a HEAD of it, names what `encryption` asks for',
      'refused: `bucket-unsafe`',
    ],
    [
      'Public access, lifecycle',
      'The calls for them. An answer that is another document than the one asked for (a listing, a page of HTML) counts as not served',
      'refused if it is dangerous: `bucket-unsafe`; a warning if unknown',
    ],
  ],
)}

A refused backup leaves nothing in the bucket, except \`v1/probe\` where the role may not delete it.
`;

const TRY = `A row *tried here* was found out by a run of \`npm run providers\` against that server, in the version that is named; its data
lies in \`tools/providers/results\`. The run has the keys of an administrator, and of prune it asks for a plan only. The
tables below name all that was tried.

A row *by its documentation* is what the provider writes, with the page; Holdfast was not tried there. A dry run reads the settings
only. The proof is a backup into an empty bucket: if a fact is missing, it is refused and names it.
`;

/** The whole page, as prettier would have it. */
export async function providersPage({ documented, tried }: Data): Promise<string> {
  const left = documented.filter(({ provider }) => !tried.some((result) => result.provider === provider));
  const overview = table(
    ['Provider', 'S3 versions', 'Conditional PUT', 'Encryption call', 'Modes', 'Settings needed', 'Known'],
    [...tried.map(triedRow), ...left.map(documentedRow)],
  );
  const names = [...new Set([...tried, ...documented].map(({ provider }) => provider))].toSorted();
  const parts = names.map((name) => part(name, { documented, tried }));
  const page = [HEAD, '## What is known', TRY, overview, ...parts].join('\n\n');
  return format(page, { ...(await resolveConfig(import.meta.filename)), parser: 'markdown' });
}

function triedRow(result: Result): readonly string[] {
  const { provider, server, facts, settings, date } = result;
  return [
    `[${server}](#${anchorOf(provider)})`,
    word(facts.versions),
    word(facts['conditional-put']),
    word(facts.encryption),
    modesOf(result),
    settings,
    `*tried here*, ${date}`,
  ];
}

function modesOf({ modes }: Result): string {
  if (modes.backup.outcome !== 'works') return 'none: a backup is refused';
  const failing = Object.entries(modes).filter(([, { outcome }]) => outcome !== 'works');
  const names = failing.map(([step]) => MODES[step as keyof typeof MODES]);
  return names.length === 0 ? 'all that were tried' : `all that were tried but ${names.join(', ')}`;
}

function documentedRow({ provider, versions, conditional, encryption, settings }: Provider): readonly string[] {
  return [
    `[${provider}](#${anchorOf(provider)})`,
    versions.says,
    conditional.says,
    encryption.says,
    expectedModes(versions, conditional),
    settings,
    '*by its documentation*',
  ];
}

function expectedModes(versions: Documented, conditional: Documented): string {
  if (versions.says === 'no' || conditional.says === 'no') return 'none: a backup is refused';
  return versions.says === 'yes' && conditional.says === 'yes' ? 'all, if it does what it says' : 'not known';
}

/** The part of one provider, to whose heading errors refer. */
function part(name: string, { documented, tried }: Data): string {
  const parts = [`### ${name}`];
  const known = documented.find(({ provider }) => provider === name);
  if (known !== undefined)
    parts.push(
      `By its documentation:`,
      [
        line('S3 versions', known.versions),
        line('Conditional PUT', known.conditional),
        line('Encryption call', known.encryption),
        `- Settings needed: ${known.settings}`,
      ].join('\n'),
    );
  for (const result of tried.filter(({ provider }) => provider === name))
    parts.push(`Tried here: ${result.server}, ${result.date}, with Holdfast ${result.holdfast}.`, triedTable(result));
  return parts.join('\n\n');
}

function line(name: string, { says, text, url }: Documented): string {
  return `- ${name}: ${says}; ${text}${url === undefined ? '' : ` ([page](${url}))`}`;
}

function triedTable({ facts, modes }: Result): string {
  const names = { ...FACTS, ...MODES };
  const all = Object.entries({ ...facts, ...modes }) as [keyof typeof names, Verdict][];
  return table(
    ['Fact or mode', 'Outcome'],
    all.map(([key, verdict]) => {
      const more = verdict.outcome === 'works' ? '' : (WITHOUT[key] ?? '');
      return [key in MODES ? `Mode ${names[key]}` : names[key], outcomeOf(verdict) + more];
    }),
  );
}

/** What Holdfast does where a fact is missing and a backup is not refused. */
const WITHOUT: Readonly<Partial<Record<string, string>>> = {
  'put-over-marker': '; [repair](repair.md#what-it-finds-and-what-it-does) puts without the condition then',
};

function outcomeOf({ outcome, code, note }: Verdict): string {
  const more = [code === undefined ? undefined : `\`${code}\``, note].filter((each) => each !== undefined).join('; ');
  return more === '' ? WORDS[outcome] : `${WORDS[outcome]}: ${more}`;
}

const WORDS = {
  works: 'works',
  refused: 'refused',
  'not-served': 'not served',
  'no-effect': 'no effect',
  'not-tried': 'not tried',
} as const;

function word({ outcome }: Verdict): string {
  return outcome === 'works' ? 'yes' : `no: ${WORDS[outcome]}`;
}

/** As GitHub makes it of a heading. */
export function anchorOf(heading: string): string {
  const slug = heading.toLowerCase().replace(/[^a-z0-9 -]/g, '');
  return slug.replaceAll(' ', '-');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
