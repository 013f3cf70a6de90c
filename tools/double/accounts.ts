import { randomBytes } from 'node:crypto';
import type { VirtualClock } from './clock.ts';
import { AwsError } from './errors.ts';
import type { Principal } from './identity.ts';
import { parsePolicy, type Policy, type PolicyInput } from './policy.ts';
import type { SignedService } from './sigv4.ts';

export interface RoleInput {
  readonly name: string;
  readonly trustPolicy: PolicyInput;
  readonly policies: readonly PolicyInput[];
  /** Managed policies by name, besides the inline `policies`. */
  readonly attached?: Readonly<Record<string, PolicyInput>>;
  /** Default: the double's own account. */
  readonly accountId?: string;
  /** Longest session, in seconds; default one hour, as on AWS. */
  readonly maxSessionSeconds?: number;
  /** An ARN without an account id, as Ceph's roles have. */
  readonly arnWithoutAccount?: boolean;
}

export interface Role {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly id: string;
  readonly trustPolicy: Policy;
  readonly trustText: string;
  /** All of them, inline and managed. */
  readonly policies: readonly Policy[];
  /** Texts by name. */
  readonly inline: ReadonlyMap<string, string>;
  /** Texts by ARN. */
  readonly attached: ReadonlyMap<string, string>;
  readonly maxSessionSeconds: number;
}

export interface UserInput {
  readonly name: string;
  readonly policies: readonly PolicyInput[];
  readonly accountId?: string;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

interface SessionInput {
  readonly role: Role;
  readonly sessionName: string;
  readonly sessionPolicy: Policy | undefined;
  readonly seconds: number;
}

export interface Session extends AccessKey {
  readonly sessionToken: string;
  readonly expiresAt: Date;
  readonly principal: Principal;
}

type Credential = AccessKey & {
  readonly principal: Principal;
  readonly sessionToken?: string;
  readonly expiresAt?: Date;
};

const ALLOW_ALL: PolicyInput = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } };

/** Users, roles and sessions: the double's IAM. */
export class Accounts {
  readonly accountId: string;
  readonly partition: string;
  readonly #clock: VirtualClock;
  readonly #credentials = new Map<string, Credential>();
  readonly #roles = new Map<string, Role>();

  constructor(accountId: string, partition: string, clock: VirtualClock) {
    this.accountId = accountId;
    this.partition = partition;
    this.#clock = clock;
  }

  /** A user who may do everything in an account. */
  addAdmin(accountId = this.accountId): AccessKey {
    return this.addUser({ name: 'admin', policies: [ALLOW_ALL], accountId });
  }

  addUser({ name, policies, accountId = this.accountId }: UserInput): AccessKey {
    const key: AccessKey = { accessKeyId: keyId('AKIA'), secretAccessKey: randomBytes(30).toString('base64') };
    const arn = `arn:${this.partition}:iam::${accountId}:user/${name}`;
    const principal: Principal = {
      accountId,
      arn,
      principalArn: arn,
      userId: keyId('AIDA'),
      policies: policies.map((policy) => parsePolicy(policy, 'identity')),
      sessionPolicy: undefined,
    };
    this.#credentials.set(key.accessKeyId, { ...key, principal });
    return key;
  }

  addRole(input: RoleInput): Role {
    const accountId = input.accountId ?? this.accountId;
    const attached = Object.entries(input.attached ?? {});
    const role: Role = {
      name: input.name,
      arn: `arn:${this.partition}:iam::${input.arnWithoutAccount === true ? '' : accountId}:role/${input.name}`,
      accountId,
      id: keyId('AROA'),
      trustPolicy: parsePolicy(input.trustPolicy, 'trust'),
      trustText: textOf(input.trustPolicy),
      policies: [...input.policies, ...attached.map(([, policy]) => policy)].map((policy) =>
        parsePolicy(policy, 'identity'),
      ),
      inline: new Map(input.policies.map((policy, index) => [`inline-${String(index)}`, textOf(policy)])),
      attached: new Map(
        attached.map(([name, policy]) => [`arn:${this.partition}:iam::${accountId}:policy/${name}`, textOf(policy)]),
      ),
      maxSessionSeconds: input.maxSessionSeconds ?? 3600,
    };
    this.#roles.set(role.arn, role);
    return role;
  }

  role(arn: string): Role | undefined {
    return this.#roles.get(arn);
  }

  roleNamed(accountId: string, name: string): Role | undefined {
    return [...this.#roles.values()].find((role) => role.accountId === accountId && role.name === name);
  }

  /** Text of a managed policy, if any role has it. */
  managedPolicy(arn: string): string | undefined {
    return [...this.#roles.values()].map(({ attached }) => attached.get(arn)).find((text) => text !== undefined);
  }

  startSession({ role, sessionName, sessionPolicy, seconds }: SessionInput): Session {
    const session: Session = {
      accessKeyId: keyId('ASIA'),
      secretAccessKey: randomBytes(30).toString('base64'),
      sessionToken: randomBytes(120).toString('base64'),
      expiresAt: new Date(this.#clock.now().getTime() + seconds * 1000),
      principal: {
        accountId: role.accountId,
        arn: `arn:${this.partition}:sts::${role.accountId}:assumed-role/${role.name}/${sessionName}`,
        principalArn: role.arn,
        userId: `${role.id}:${sessionName}`,
        policies: role.policies,
        sessionPolicy,
      },
    };
    this.#credentials.set(session.accessKeyId, session);
    return session;
  }

  principal(accessKeyId: string): Principal | undefined {
    return this.#credentials.get(accessKeyId)?.principal;
  }

  /** The secret behind an access key; throws what each service tells a client whose key or token is of no use. */
  secret(service: SignedService, accessKeyId: string, sessionToken: string | undefined): string {
    const credential = this.#credentials.get(accessKeyId);
    if (credential === undefined) {
      throw service === 's3'
        ? new AwsError(403, 'InvalidAccessKeyId', 'The AWS Access Key Id you provided does not exist in our records.')
        : new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    }
    if (credential.sessionToken !== sessionToken) {
      throw service === 's3'
        ? new AwsError(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
        : new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
    }
    if (credential.expiresAt !== undefined && credential.expiresAt <= this.#clock.now()) {
      throw service === 's3'
        ? new AwsError(400, 'ExpiredToken', 'The provided token has expired.')
        : new AwsError(403, 'ExpiredToken', 'The security token included in the request is expired');
    }
    return credential.secretAccessKey;
  }
}

function textOf(policy: PolicyInput): string {
  return typeof policy === 'string' ? policy : JSON.stringify(policy);
}

function keyId(prefix: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return prefix + Array.from(randomBytes(16), (byte) => letters[byte & 31]).join('');
}
