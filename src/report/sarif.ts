/** The findings of an audit as SARIF. */
import { createHash } from 'node:crypto';

/** What SARIF needs of a finding; the rule's texts come with it. */
export interface SarifFinding {
  /** Stable id of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly why: string;
  readonly helpUrl: string;
  readonly severity: 'low' | 'medium' | 'high' | 'critical';
  /** What it is about. Together with the rule it identifies the alert from run to run. */
  readonly subject: string;
  /** Plain text: what is wrong, what was seen, what to do. */
  readonly message: string;
}

export interface SarifRun {
  readonly version: string;
  readonly findings: readonly SarifFinding[];
  /** What could not be checked. It is never a result, so it closes no alert. */
  readonly notChecked: readonly string[];
  /** GITHUB_WORKFLOW_REF: `owner/repo/.github/workflows/file.yml@refs/heads/main`. */
  readonly workflowRef: string | undefined;
}

/** Code scanning sorts alerts by these: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning */
const SECURITY_SEVERITY = { low: '3.0', medium: '5.5', high: '8.0', critical: '9.5' } as const;
const LEVELS = { low: 'note', medium: 'warning', high: 'error', critical: 'error' } as const;

/** Code scanning takes no file with more: https://docs.github.com/en/code-security/code-scanning/troubleshooting-sarif-uploads/results-exceed-limit */
const RESULTS_MAX = 5000;

/**
 * A SARIF 2.1.0 document for code scanning. Each result must be at a place in a file, and a bucket is no file: all are in
 * the workflow that runs the audit. A fingerprint identifies a result from run to run.
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function sarifLog({ version, findings, notChecked, workflowRef }: SarifRun): object {
  const results = findings.slice(0, RESULTS_MAX);
  const ruleIds = [...new Set(results.map(({ rule }) => rule))];
  const location = {
    physicalLocation: {
      artifactLocation: { uri: workflowFile(workflowRef), uriBaseId: '%SRCROOT%' },
      region: { startLine: 1 },
    },
  };
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Holdfast',
            semanticVersion: version,
            rules: ruleIds.map((id) => ruleOf(results.filter(({ rule }) => rule === id))),
          },
        },
        automationDetails: { id: 'holdfast-audit/' },
        results: results.map((finding) => ({
          ruleId: finding.rule,
          ruleIndex: ruleIds.indexOf(finding.rule),
          level: LEVELS[finding.severity],
          message: { text: finding.message },
          locations: [location],
          partialFingerprints: { primaryLocationLineHash: fingerprint(finding) },
        })),
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: notChecked.map((text) => ({ level: 'warning', message: { text } })),
          },
        ],
      },
    ],
  };
}

/** @param findings of one rule, which is as severe as the worst of them */
function ruleOf(findings: readonly SarifFinding[]): object {
  const order = Object.keys(SECURITY_SEVERITY);
  const worst = findings.reduce((a, b) => (order.indexOf(b.severity) > order.indexOf(a.severity) ? b : a));
  return {
    id: worst.rule,
    name: worst.rule,
    shortDescription: { text: worst.title },
    fullDescription: { text: worst.why },
    help: { text: `${worst.why}\n${worst.helpUrl}`, markdown: `${worst.why}\n\n[Documentation](${worst.helpUrl})` },
    helpUri: worst.helpUrl,
    defaultConfiguration: { level: LEVELS[worst.severity] },
    properties: { 'security-severity': SECURITY_SEVERITY[worst.severity], tags: ['security', 'backup'] },
  };
}

function fingerprint({ rule, subject }: SarifFinding): string {
  return createHash('sha256').update(`${rule}\n${subject}`).digest('hex').slice(0, 32);
}

/** Path of the calling workflow in its repository; a default path outside of a workflow. */
function workflowFile(ref: string | undefined): string {
  const path = /^[^/]+\/[^/]+\/(.+)@[^@]*$/.exec(ref ?? '')?.[1] ?? '.github/workflows/holdfast.yml';
  return path.split('/').map(encodeURIComponent).join('/');
}
