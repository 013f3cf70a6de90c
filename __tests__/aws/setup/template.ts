/** The CloudFormation template with its parameters filled in: what CloudFormation would hand to each service. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../process/support.ts';

export interface Resource {
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Template {
  readonly Parameters: Readonly<Record<string, { readonly Default?: string | number }>>;
  readonly Conditions: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<
    Record<
      string,
      { readonly Type: string; readonly Condition?: string; readonly Properties: Readonly<Record<string, unknown>> }
    >
  >;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export const TEMPLATE = parse(readFileSync(join(ROOT, 'infra/cloudformation.yaml'), 'utf8')) as Template;

const NOTHING = Symbol('AWS::NoValue');

/** The functions of CloudFormation that the template uses; any other is an error. */
export class Stack {
  readonly #values: Readonly<Record<string, unknown>>;

  /** @param values parameters, pseudo parameters, and what resources are called: `Bucket`, `BackupRole.Arn` */
  constructor(values: Readonly<Record<string, string | number>>) {
    const defaults = Object.entries(TEMPLATE.Parameters).map(([name, { Default }]) => [name, Default] as const);
    this.#values = { ...Object.fromEntries(defaults), ...values };
  }

  /** Resources whose conditions hold, by name. */
  get resources(): Readonly<Record<string, Resource>> {
    const made = Object.entries(TEMPLATE.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.#holds(Condition))
      .map(([name, { Type, Properties }]) => [name, { type: Type, properties: this.#resolve(Properties) }] as const);
    return Object.fromEntries(made) as Record<string, Resource>;
  }

  output(name: string): unknown {
    return this.#resolve(TEMPLATE.Outputs[name]?.Value);
  }

  #holds(condition: string): boolean {
    return this.#resolve(TEMPLATE.Conditions[condition]) === true;
  }

  #resolve(node: unknown): unknown {
    if (Array.isArray(node)) return node.map((item) => this.#resolve(item)).filter((item) => item !== NOTHING);
    if (typeof node !== 'object' || node === null) return node;
    const [[name, argument] = ['', undefined], ...more] = Object.entries(node);
    if (more.length === 0 && name === 'Condition' && typeof argument === 'string') return this.#holds(argument);
    if (more.length === 0 && (name === 'Ref' || name.startsWith('Fn::'))) return this.#call(name, argument);
    const entries = Object.entries(node).map(([key, item]) => [key, this.#resolve(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== NOTHING));
  }

  #call(name: string, argument: unknown): unknown {
    const list = Array.isArray(argument) ? (argument as unknown[]) : [];
    switch (name) {
      case 'Ref':
        return argument === 'AWS::NoValue' ? NOTHING : this.#value(String(argument));
      case 'Fn::GetAtt':
        return this.#value(list.join('.'));
      case 'Fn::Sub':
        return String(argument).replaceAll(/\$\{([^}]+)\}/g, (_, key: string) => String(this.#value(key)));
      case 'Fn::If':
        return this.#resolve(this.#holds(String(list[0])) ? list[1] : list[2]);
      case 'Fn::Equals':
        return String(this.#resolve(list[0])) === String(this.#resolve(list[1]));
      case 'Fn::Not':
        return this.#resolve(list[0]) !== true;
      case 'Fn::Split':
        return String(this.#resolve(list[1])).split(String(list[0]));
      case 'Fn::Select':
        return (this.#resolve(list[1]) as unknown[])[Number(list[0])];
      case 'Fn::And':
        return list.every((item) => this.#resolve(item) === true);
      default:
        throw new Error(`the template uses ${name}`);
    }
  }

  #value(name: string): unknown {
    const value = this.#values[name];
    if (value === undefined) throw new Error(`nothing is known of ${name}`);
    return value;
  }
}

const ACCOUNT = '111122223333';

/** A stack with names as CloudFormation would give them, and the given parameters. */
export function stackOf(parameters: Readonly<Record<string, string | number>>): Stack {
  const prefix = String(parameters['RolePrefix'] ?? 'holdfast');
  const roles = ['Backup', 'Restore', 'Verify', 'Prune', 'Repair', 'Audit', 'Setup'].map(
    (name) => [`${name}Role.Arn`, `arn:aws:iam::${ACCOUNT}:role/${prefix}-${name.toLowerCase()}`] as const,
  );
  return new Stack({
    'AWS::Partition': 'aws',
    'AWS::Region': 'eu-central-1',
    'AWS::AccountId': ACCOUNT,
    GitHubOwner: 'acme',
    GitHubRepository: 'shop',
    Bucket: String(parameters['BucketName'] ?? 'made-up'),
    OidcProvider: `arn:aws:iam::${ACCOUNT}:oidc-provider/token.actions.githubusercontent.com`,
    ...Object.fromEntries(roles),
    ...parameters,
  });
}
