import type { Severity } from './severity.ts';

interface CheckSpec {
  /** How severe a failure is at worst; a finding may be milder. */
  readonly severity: Severity;
  /** What is looked at: `Versioning`. */
  readonly title: string;
  /** Why a failure matters. */
  readonly why: string;
  /** Page of the provider's documentation. */
  readonly url: string;
}

const S3 = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide';
const GITHUB = 'https://docs.github.com/en/actions/reference/security/oidc';

/** Every check that audit makes, by its stable id. docs/audit.md has a section for each. */
export const CHECKS = {
  versioning: {
    severity: 'critical',
    title: 'Versioning',
    why: 'Without versions, whoever may write or delete can destroy backups for good.',
    url: `${S3}/Versioning.html`,
  },
  'mfa-delete': {
    severity: 'none',
    title: 'MFA delete',
    why: 'It asks the root user for a second factor before S3 versions are deleted. S3 does not allow it together with lifecycle rules, so most vaults rest on the bucket policy instead.',
    url: `${S3}/MultiFactorAuthenticationDelete.html`,
  },
  encryption: {
    severity: 'high',
    title: 'Default encryption',
    why: 'What is stored without encryption can be read by whoever gets at the disks.',
    url: `${S3}/bucket-encryption.html`,
  },
  'key-policy': {
    severity: 'high',
    title: 'Policy of the KMS key',
    why: 'Whoever may disable or delete the key makes every backup under it unreadable, and whoever may use it can read them.',
    url: 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html',
  },
  'public-access-block': {
    severity: 'high',
    title: 'Public access block of the bucket',
    why: 'Without it, one wrong policy or ACL later on makes the backups public.',
    url: `${S3}/access-control-block-public-access.html`,
  },
  'account-public-access-block': {
    severity: 'low',
    title: 'Public access block of the account',
    why: 'It holds for every bucket of the account, also where the setting of a bucket is taken away.',
    url: `${S3}/configuring-block-public-access-account.html`,
  },
  'public-policy': {
    severity: 'critical',
    title: 'Public bucket policy',
    why: 'Anybody could read or change backups.',
    url: `${S3}/access-control-block-public-access.html#access-control-block-public-access-policy-status`,
  },
  'public-acl': {
    severity: 'critical',
    title: 'Public ACL',
    why: 'Anybody could list or change backups.',
    url: `${S3}/acl-overview.html`,
  },
  'object-ownership': {
    severity: 'medium',
    title: 'Object ownership',
    why: 'While ACLs are in force, who may read an object is not told by policies alone, and objects may belong to other accounts.',
    url: `${S3}/about-object-ownership.html`,
  },
  'tls-only': {
    severity: 'medium',
    title: 'TLS only',
    why: 'Requests without TLS can be read and changed on their way.',
    url: `${S3}/security-best-practices.html#transit`,
  },
  'lifecycle-harm': {
    severity: 'critical',
    title: 'Harmful lifecycle rules',
    why: 'A lifecycle rule deletes by itself. One that expires current objects takes packs that newer snapshots need, and one that removes noncurrent S3 versions early takes the time to undo an attack.',
    url: `${S3}/intro-lifecycle-rules.html`,
  },
  'lifecycle-foreign': {
    severity: 'low',
    title: 'Lifecycle rules that setup did not write',
    why: 'Whoever looks after such a rule may not know of the vault that it touches.',
    url: `${S3}/intro-lifecycle-rules.html`,
  },
  'noncurrent-expiry': {
    severity: 'low',
    title: 'Expiry of noncurrent S3 versions',
    why: 'Without it, what prune takes out is stored and paid for for ever.',
    url: `${S3}/intro-lifecycle-rules.html`,
  },
  'abort-multipart': {
    severity: 'low',
    title: 'Cleaning up of multipart uploads',
    why: 'Parts of uploads that were never finished are stored and paid for, and no listing shows them.',
    url: `${S3}/mpu-abort-incomplete-mpu-lifecycle-config.html`,
  },
  'object-lock': {
    severity: 'medium',
    title: 'Object Lock',
    why: 'It is the one protection that holds against an administrator of the account too. It is optional where the bucket policy denies deleting and overwriting.',
    url: `${S3}/object-lock.html`,
  },
  replication: {
    severity: 'none',
    title: 'Replication',
    why: 'A copy in another account or region survives the loss of this one.',
    url: `${S3}/replication.html`,
  },
  logging: {
    severity: 'low',
    title: 'Access logging',
    why: 'Without a log nobody can tell afterwards who read or deleted what. CloudTrail data events serve as well; audit does not see them.',
    url: `${S3}/ServerLogs.html`,
  },
  'deny-overwrite': {
    severity: 'high',
    title: 'Overwriting is denied',
    why: 'A stolen backup role could overwrite every pack. Old S3 versions stay, but every restore fails until repair has run.',
    url: `${S3}/conditional-writes-enforce.html`,
  },
  'deny-delete': {
    severity: 'high',
    title: 'Deleting S3 versions is denied',
    why: 'Whoever may delete S3 versions can destroy backups for good, versioning or not.',
    url: `${S3}/DeletingObjectVersions.html`,
  },
  'deny-rules': {
    severity: 'medium',
    title: 'Changing the rules is denied',
    why: 'Whoever may change lifecycle rules, versioning or the policy can take every other protection away, and then the backups.',
    url: `${S3}/example-bucket-policies.html`,
  },
  'policy-readable': {
    severity: 'medium',
    title: 'Policies can be read',
    why: 'Who may do what is told by policies only; what cannot be read is not reviewed.',
    url: `${IAM}/access_policies.html`,
  },
  'access-others': {
    severity: 'critical',
    title: 'Access from elsewhere',
    why: 'The bucket policy lets other accounts, services or anybody do this, whatever the roles of this account may do.',
    url: `${S3}/example-walkthroughs-managing-access-example2.html`,
  },
  'role-delete-versions': {
    severity: 'high',
    title: 'A role may delete S3 versions',
    why: 'No mode of Holdfast needs it; with it backups can be destroyed for good.',
    url: `${S3}/DeletingObjectVersions.html`,
  },
  'role-rules': {
    severity: 'high',
    title: 'A role may change the rules of the bucket',
    why: 'Only setup needs it. With it, protections can be taken away: versioning, lifecycle, policy, Object Lock.',
    url: 'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
  },
  'role-iam': {
    severity: 'critical',
    title: 'A role may change IAM',
    why: 'Whoever may change roles and their policies can give themselves every other right.',
    url: `${IAM}/best-practices.html#grant-least-privilege`,
  },
  'role-overwrite': {
    severity: 'medium',
    title: 'A role may overwrite',
    why: 'A stolen session of this role could overwrite what is stored; only the conditional PUT of Holdfast itself does not.',
    url: `${S3}/conditional-writes-enforce.html`,
  },
  'role-found': {
    severity: 'medium',
    title: 'The role exists',
    why: 'A role that is not there cannot make backups, and its name may be taken by somebody else.',
    url: `${IAM}/id_roles.html`,
  },
  'trust-subject': {
    severity: 'critical',
    title: 'Who may assume the role: subjects',
    why: 'The subject of the OIDC token and a few other claims tell one repository, branch, environment or workflow file from another.',
    url: `${GITHUB}#example-subject-claims`,
  },
  'trust-subject-form': {
    severity: 'low',
    title: 'Who may assume the role: form of the subject',
    why: 'A subject by name alone (repo:owner/name) admits whoever holds that name, and stops fitting once the repository changes to immutable subjects (repo:owner@id/name@id).',
    url: `${GITHUB}#immutable-subject-claims`,
  },
  'trust-audience': {
    severity: 'high',
    title: 'Who may assume the role: audience',
    why: 'Without it, a token that was made for another service is admitted too.',
    url: `${IAM}/id_roles_providers_create_oidc.html`,
  },
  'trust-operator': {
    severity: 'high',
    title: 'Who may assume the role: operators',
    why: 'ForAllValues and ...IfExists hold where the claim is not there at all; a wildcard in the name of a claim or in StringEquals is taken literally.',
    url: `${IAM}/reference_policies_condition-single-vs-multi-valued-context-keys.html`,
  },
  'trust-principal': {
    severity: 'critical',
    title: 'Who may assume the role: principals',
    why: 'A role that anybody, or a whole account, may assume is as safe as the weakest of them.',
    url: `${IAM}/reference_policies_elements_principal.html`,
  },
  'oidc-provider': {
    severity: 'medium',
    title: 'OIDC provider',
    why: 'Without the provider that its trust policy names, a role cannot be assumed; every audience of the provider is one more kind of token that is admitted.',
    url: `${IAM}/id_roles_providers_create_oidc.html`,
  },
  'attack-overwritten': {
    severity: 'critical',
    title: 'Nothing was overwritten',
    why: 'Holdfast never writes a key twice: a second S3 version was put there by somebody else, or by repair.',
    url: `${S3}/versioning-workflows.html`,
  },
  'attack-deleted': {
    severity: 'critical',
    title: 'Nothing that is needed was deleted',
    why: 'A delete marker on what a snapshot needs was set by somebody else than prune; the S3 versions below it are lost when they expire.',
    url: `${S3}/DeleteMarker.html`,
  },
  'attack-foreign-objects': {
    severity: 'medium',
    title: 'No foreign objects in the vault',
    why: 'Holdfast writes no such keys. Somebody else may write here.',
    url: `${S3}/example-bucket-policies.html`,
  },
  'attack-untrusted-times': {
    severity: 'medium',
    title: 'Times of snapshots can be trusted',
    why: 'S3 stored the snapshot at another time than its name says: it was copied here, took longer than a backup may, or was made up to look older or newer.',
    url: `${S3}/UsingMetadata.html`,
  },
  'attack-weakened': {
    severity: 'high',
    title: 'Nothing was weakened since the last audit',
    why: 'Protections that get weaker are how an attack that waits begins.',
    url: `${S3}/security-best-practices.html`,
  },
} as const satisfies Record<string, CheckSpec>;

export type CheckId = keyof typeof CHECKS;
