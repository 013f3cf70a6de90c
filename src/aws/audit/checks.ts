/** The checks of an audit: those of the table of settings, and those of account, roles and stored objects. */
import type { CheckTexts } from '../bucket/setting.ts';
import { SETTING_ROWS, type SettingCheckId } from '../bucket/settings.ts';

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const AGE = 'https://c2sp.org/age';
const GITHUB = 'https://docs.github.com/en/actions/reference/security/oidc';

/** Checks of what is not a setting of the bucket: its key, the account, roles, traces of attacks. */
const OTHER_CHECKS = {
  'key-policy': {
    severity: 'high',
    title: 'Policy of the KMS key',
    why: 'Whoever may disable or delete the key can make every backup under it unreadable. Whoever may use it can read them.',
    fix: 'Name the roles that may use the key in its policy, and nobody in other accounts. Checked only if the bucket uses a KMS key of your own. If anybody may use it, limited only by a condition on their account, organisation or ARN: high. Other accounts without the right to delete the key: medium.',
    url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  },
  'account-public-access-block': {
    severity: 'low',
    title: 'Public access block of the account',
    why: 'It applies to every bucket of the account, even if the setting of a bucket is removed.',
    fix: '`aws s3control put-public-access-block --account-id ACCOUNT ...`, if no bucket of the account has to be public.',
    url: `${S3}/configuring-block-public-access-account.html`,
  },
  'policy-readable': {
    severity: 'medium',
    title: 'Policies can be read',
    why: 'Only policies say who may do what. A policy that cannot be read is not reviewed.',
    fix: 'Allow the role of the audit to read them (below). This check is never failed, only unknown.',
    url: `${IAM}/access_policies.html`,
  },
  'access-others': {
    severity: 'critical',
    title: 'Access from elsewhere',
    why: 'The bucket policy gives other accounts, services or anybody these rights, whatever the roles of this account may do.',
    fix: 'Remove the statement if it is not intended. Reading and writing are high. Deleting S3 versions and changing the rules are critical. Medium if it depends on conditions.',
    url: `${S3}/example-walkthroughs-managing-access-example2.html`,
  },
  'role-delete-versions': {
    severity: 'high',
    title: 'A role may delete S3 versions',
    why: 'No mode of Holdfast needs this right. With it, backups can be destroyed for good.',
    fix: 'Remove `s3:DeleteObjectVersion`, `s3:BypassGovernanceRetention` and `s3:DeleteBucket` from the role. Medium if only jobs of a GitHub environment may assume it.',
    url: `${S3}/DeletingObjectVersions.html`,
  },
  'role-rules': {
    severity: 'high',
    title: 'A role may change the rules of the bucket',
    why: 'Only setup needs this right. With it, protections can be removed: versioning, lifecycle, policy, Object Lock.',
    fix: 'Remove the right. Only the role of setup needs it: bind that role to a GitHub environment with reviewers (then medium).',
    url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  },
  'role-iam': {
    severity: 'critical',
    title: 'A role may change IAM',
    why: 'Whoever may change roles and their policies can give themselves every other right.',
    fix: 'Remove `iam:PutRolePolicy`, `iam:AttachRolePolicy`, `iam:CreatePolicyVersion` and `iam:UpdateAssumeRolePolicy` from the role.',
    url: `${IAM}/best-practices.html#grant-least-privilege`,
  },
  'role-overwrite': {
    severity: 'medium',
    title: 'A role may overwrite',
    why: 'A stolen session of this role could overwrite stored objects. The PUTs of a backup are conditional and never do that.',
    fix: '`holdfast setup` denies it for everybody, where the provider can.',
    url: `${S3}/conditional-writes-enforce.html`,
  },
  'role-found': {
    severity: 'medium',
    title: 'The role exists',
    why: 'A role that does not exist cannot make backups, and somebody else may create one of its name.',
    fix: 'Remove it from `audit-roles` and from the policies that name it, or create it.',
    url: `${IAM}/id_roles.html`,
  },
  'trust-subject': {
    severity: 'critical',
    title: 'Who may assume the role: subjects',
    why: 'The subject of the OIDC token and a few other claims tell one repository, branch, environment or workflow file from another.',
    fix: 'Let `StringEquals` name the repository with its environment, branch or workflow file: by the subject, or by the claims that STS checks since 2026 (`repository_id`, `repository`, `environment`, `ref`, `job_workflow_ref`). All conditions must hold, so the narrowest counts. Any owner: critical; several repositories, pull requests or every job of one: high; several branches or environments: medium; a workflow file alone, which other repositories may call: low. Conditions that also hold without the claim do not count, nor do operators that audit does not know.',
    url: `${GITHUB}#example-subject-claims`,
  },
  'trust-subject-form': {
    severity: 'low',
    title: 'Who may assume the role: form of the subject',
    why: 'A subject by name alone (repo:owner/name) admits whoever holds that name. It no longer matches once the repository changes to immutable subjects (repo:owner@id/name@id).',
    fix: 'Add the immutable form as a second subject (setup prints both). Remove the one by name later. While both are there, it is a remark only.',
    url: `${GITHUB}#immutable-subject-claims`,
  },
  'trust-audience': {
    severity: 'high',
    title: 'Who may assume the role: audience',
    why: 'Without it, a token that was issued for another service is accepted too.',
    fix: 'Add `"token.actions.githubusercontent.com:aud": "sts.amazonaws.com"` to `StringEquals`.',
    url: `${IAM}/id_roles_providers_create_oidc.html`,
  },
  'trust-operator': {
    severity: 'high',
    title: 'Who may assume the role: operators',
    why: 'ForAllValues and ...IfExists also hold if the claim is missing. A wildcard in the name of a claim or in StringEquals is taken literally.',
    fix: 'Use `StringEquals` with whole values, and `StringLike` only where a wildcard is needed.',
    url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  },
  'trust-principal': {
    severity: 'critical',
    title: 'Who may assume the role: principals',
    why: 'A role that anybody, or a whole account, may assume is as safe as the weakest of them.',
    fix: 'Name the roles that may assume it, and no account, service or anybody. Another account, or an identity provider other than OIDC (SAML, Google, Cognito), is high, with a condition medium. The whole account of the role is medium.',
    url: `${IAM}/reference_policies_elements_principal.html`,
  },
  'oidc-provider': {
    severity: 'medium',
    title: 'OIDC provider',
    why: 'Without the provider that its trust policy names, a role cannot be assumed. Each audience of the provider admits one more kind of token.',
    fix: 'Create the provider, or remove audiences that nothing needs (low).',
    url: `${IAM}/id_roles_providers_create_oidc.html`,
  },
  'attack-overwritten': {
    severity: 'critical',
    title: 'Nothing was overwritten',
    why: 'Holdfast never writes a key twice: a second S3 version was put there by somebody else, or by repair.',
    fix: '`holdfast repair` shows what is wrong and puts the right bytes back. What repair put back passes, with a note. So does a `v1/probe` that was deleted, since the next backup writes it again.',
    url: `${S3}/versioning-workflows.html`,
  },
  'attack-deleted': {
    severity: 'critical',
    title: 'Nothing that is needed was deleted',
    why: 'A delete marker on what a snapshot needs was set by somebody other than prune. The S3 versions below it are lost when they expire.',
    fix: '`holdfast repair`. Passes for what prune deleted (it notes that in `v1/state/prune/`) and for what no live snapshot needs.',
    url: `${S3}/DeleteMarker.html`,
  },
  'attack-foreign-objects': {
    severity: 'medium',
    title: 'No foreign objects in the vault',
    why: 'Holdfast writes no such keys. Somebody else may write here.',
    fix: 'Find out who wrote them (CloudTrail), then remove them.',
    url: `${S3}/example-bucket-policies.html`,
  },
  'attack-foreign-keys': {
    severity: 'high',
    title: 'No objects under KMS keys of other accounts',
    why: 'Whoever owns the account of the key can make the object unreadable at any time, although all its bytes are there.',
    fix: 'Find out who wrote them (CloudTrail), and put such snapshots into quarantine. Then run `holdfast setup`: its bucket policy refuses keys of other accounts. The account of the default key of the bucket counts as its own. The check sends one HEAD for each of the 25 snapshots and the 25 packs and parts that S3 stored last; the finding says of how many. If S3 does not tell the key of an object, the check is unknown.',
    url: `${S3}/UsingKMSEncryption.html`,
  },
  'attack-untrusted-times': {
    severity: 'medium',
    title: 'Times of snapshots can be trusted',
    why: 'S3 stored the snapshot at another time than its name says: it was copied here, took longer than a backup may, or was forged to look older or newer.',
    fix: 'If the vault was copied here: `holdfast repair --readmit`. Otherwise find out who wrote them. `holdfast mark quarantine` keeps them from being used.',
    url: `${S3}/UsingMetadata.html`,
  },
  'sealed-open': {
    severity: 'high',
    title: 'No open snapshot beside sealed ones',
    why: 'A series is sealed for its whole life. An open snapshot in it was stored by a job that lacks its key, so that its content can be read by whoever has the bucket; or somebody planted it, for such a job to go on with.',
    fix: "`holdfast mark quarantine` for each, after you have found out who wrote it. The check reads the newest and the oldest snapshot of each series, by S3's time, and where one of them is sealed 100 more; the finding says of how many. Snapshots in quarantine do not count. Made, as the three below, only where something is sealed.",
    url: AGE,
  },
  'sealed-people': {
    severity: 'high',
    title: 'Two people can open the keys',
    why: 'If all who can open the keys lose their identities, the content of all backups is lost, and a single person is one disk.',
    fix: '`holdfast keys share`, with everybody listed. Of the newest document below `v1/keys/` the recipients are counted. Failed too if there are sealed snapshots and no such document: then the secret of the workflow is all there is.',
    url: AGE,
  },
  'sealed-checked': {
    severity: 'medium',
    title: 'The keys were opened within a year',
    why: 'Identities are lost without anybody noticing, until the day on which they are needed.',
    fix: '`holdfast keys check`, by each person. It notes that in `v1/state/keys/`; the newest note counts, whoever wrote it.',
    url: AGE,
  },
  'sealed-opened': {
    severity: 'medium',
    title: 'Content of write-only series was opened within 90 days',
    why: 'The job that backs up cannot read what it stored, nor can a verification with the same key: only who has the content key proves that it opens.',
    fix: '`holdfast verify --level restore` by somebody with the content key, or `holdfast keys check`. What counts are `verified` marks of level `sample`, `full` or `restore` that do not say `unopened`, and the last `keys check` for the series of which it opened a pack. Series of pull requests and branches are left out.',
    url: AGE,
  },
  'attack-weakened': {
    severity: 'high',
    title: 'Nothing was weakened since the last audit',
    why: 'An attack may begin with protections that become weaker, long before backups are destroyed.',
    fix: 'Find out who changed it (CloudTrail), then run `holdfast setup`. The check fails once: the next audit compares with the new state.',
    url: `${S3}/security-best-practices.html`,
  },
} as const satisfies Record<string, CheckTexts>;

export type CheckId = SettingCheckId | keyof typeof OTHER_CHECKS;

const SETTING_CHECKS = Object.assign({}, ...SETTING_ROWS.map(([, { checks }]) => checks)) as Readonly<
  Record<SettingCheckId, CheckTexts>
>;

/** Every check that audit makes, by its stable id. docs/audit.md has a section for each. */
export const CHECKS: Readonly<Record<CheckId, CheckTexts>> = {
  ...SETTING_CHECKS,
  ...OTHER_CHECKS,
};
