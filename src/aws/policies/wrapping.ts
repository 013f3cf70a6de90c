/** A key of KMS that wraps vault keys: its policy, and the rights of the roles that use it. */
import { ROLE_NAMES, ROLES, type Role } from './roles.ts';
import { type PolicyDocument, type PolicyMode, policyDocument } from './session.ts';

/** Modes that take `vault-key`, and so unwrap it. */
const UNWRAPPING: readonly PolicyMode[] = ['backup', 'restore', 'cat', 'list', 'find', 'diff', 'verify', 'repair'];
const WRAPPING: readonly PolicyMode[] = ['keys'];
/** The fingerprint of the vault key: without it in the call, nothing is wrapped or unwrapped. */
const HAS_CONTEXT = { 'kms:EncryptionContext:holdfast-key': '*' };

/** Looks after the key, and uses it for nothing: whoever may change the policy can allow more, which CloudTrail shows. */
const ADMINISTRATION = [
  'kms:CancelKeyDeletion',
  'kms:CreateAlias',
  'kms:DeleteAlias',
  'kms:DescribeKey',
  'kms:DisableKey',
  'kms:DisableKeyRotation',
  'kms:EnableKey',
  'kms:EnableKeyRotation',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
  'kms:ListGrants',
  'kms:ListKeyPolicies',
  'kms:ListResourceTags',
  'kms:PutKeyPolicy',
  'kms:RevokeGrant',
  'kms:ScheduleKeyDeletion',
  'kms:TagResource',
  'kms:UntagResource',
  'kms:UpdateAlias',
  'kms:UpdateKeyDescription',
];

interface WrappingStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

function uses(role: Role): string[] {
  const has = (modes: readonly PolicyMode[]): boolean => ROLES[role].modes.some((mode) => modes.includes(mode));
  return [...(has(UNWRAPPING) ? ['kms:Decrypt'] : []), ...(has(WRAPPING) ? ['kms:Encrypt'] : [])];
}

/** Roles that use such a key. */
export const WRAPPING_ROLES: readonly Role[] = ROLE_NAMES.filter((role) => uses(role).length > 0);

/** What a role needs on the key, beside the policy of the key itself. @param key its ARN */
export function wrappingPolicy(role: Role, key: string): PolicyDocument<WrappingStatement> {
  const Condition = { StringLike: HAS_CONTEXT };
  return policyDocument([{ Effect: 'Allow', Action: uses(role), Resource: key, Condition }]);
}

/**
 * The policy of the key: nobody opens a vault key but the roles, whatever else the policies of the account allow. Roles are
 * named in a condition, so that the key can be made before them.
 *
 * @param account ARN of the root of the account
 * @param arnOf ARN of a role
 */
export function wrappingKeyPolicy(account: string, arnOf: (role: Role) => string): PolicyDocument<WrappingStatement> {
  const Principal = { AWS: account };
  const usedBy = (Sid: string, action: string): WrappingStatement => ({
    Sid,
    Effect: 'Allow',
    Principal,
    Action: action,
    Resource: '*',
    Condition: {
      StringLike: HAS_CONTEXT,
      ArnEquals: {
        'aws:PrincipalArn': WRAPPING_ROLES.filter((role) => uses(role).includes(action)).map(arnOf),
      },
    },
  });
  return policyDocument([
    { Sid: 'HoldfastAdministration', Effect: 'Allow', Principal, Action: ADMINISTRATION, Resource: '*' },
    usedBy('HoldfastUnwrap', 'kms:Decrypt'),
    usedBy('HoldfastWrap', 'kms:Encrypt'),
  ]);
}
