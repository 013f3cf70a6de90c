import Ajv04 from 'ajv-draft-04';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { sarifLog, type SarifFinding, type SarifRun } from '../../../src/report/sarif.ts';

const schemaPath = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const schema = JSON.parse(readFileSync(schemaPath, 'utf8')) as Record<string, unknown>;
const isSarif = new Ajv04.default({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

const FINDING: SarifFinding = {
  rule: 'deny-delete',
  title: 'Deleting is denied',
  why: 'Because.',
  helpUrl: 'https://docs.aws.amazon.com/',
  severity: 'high',
  subject: 'vault',
  message: 'It is not.',
};
const RUN = { version: '0.1.0', findings: [FINDING], notChecked: ['replication'], workflowRef: undefined };

interface Log {
  readonly runs: readonly [
    {
      readonly tool: {
        readonly driver: { readonly rules: readonly { readonly id: string; readonly properties: object }[] };
      };
      readonly results: readonly {
        readonly ruleIndex: number;
        readonly locations: readonly [
          { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } },
        ];
        readonly partialFingerprints: Readonly<Record<string, string>>;
      }[];
    },
  ];
}
const logOf = (run: Partial<SarifRun>) => sarifLog({ ...RUN, ...run }) as Log;

test.each([0, 1, 6000])('fits the official schema with %i findings', (count) => {
  const log = logOf({ findings: Array.from({ length: count }, (_, i) => ({ ...FINDING, subject: String(i) })) });
  expect({ valid: isSarif(log), errors: isSarif.errors }).toEqual({ valid: true, errors: null });
  expect(log.runs[0].results.length).toBeLessThanOrEqual(5000);
});

test('each result lies in the calling workflow and is known again by rule and subject', () => {
  const workflowRef = 'acme/shop/.github/workflows/weekly audit.yml@refs/heads/main';
  const findings = [FINDING, { ...FINDING, subject: 'other' }, { ...FINDING, message: 'In other words.' }];
  const { results } = logOf({ workflowRef, findings }).runs[0];
  const uris = results.map(({ locations }) => locations[0].physicalLocation.artifactLocation.uri);
  expect(new Set(uris)).toEqual(new Set(['.github/workflows/weekly%20audit.yml']));
  const [a, b, c] = results.map(({ partialFingerprints }) => partialFingerprints['primaryLocationLineHash']);
  expect(a).toBe(c);
  expect(a).not.toBe(b);
});

test('a rule is as severe as the worst of its findings', () => {
  const findings = [
    { ...FINDING, severity: 'low' as const },
    { ...FINDING, severity: 'critical' as const, subject: 'b' },
  ];
  const { tool, results } = logOf({ findings }).runs[0];
  expect(tool.driver.rules).toMatchObject([{ id: 'deny-delete', properties: { 'security-severity': '9.5' } }]);
  expect(results.map(({ ruleIndex }) => ruleIndex)).toEqual([0, 0]);
});
