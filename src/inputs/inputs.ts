/** The typed inputs of a run, derived from the schema. */
import type { INPUTS } from './schema.ts';

/** `heartbeat-url` -> `heartbeatUrl`. */
export type Camel<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<Camel<Rest>>}`
  : Name;

type Typed<Spec> = Spec extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : Spec extends { kind: 'lines' | 'list' }
    ? readonly string[]
    : Spec extends { kind: 'boolean' }
      ? boolean
      : Spec extends { kind: 'integer' | 'size' | 'share' | 'duration' }
        ? number
        : string;

/** Lines and lists are empty when not given; everything else without a default is then undefined. */
type Given<Spec> = Spec extends { default: string } | { required: true } | { kind: 'lines' | 'list' }
  ? Typed<Spec>
  : Typed<Spec> | undefined;

/**
 * Every input of the schema under its name in camel case (`roleToAssume`). Inputs that the mode does not take have their
 * defaults. Sizes in bytes, shares from 0 to 1, durations in seconds.
 */
export type Inputs = { readonly [Name in keyof typeof INPUTS as Camel<Name>]: Given<(typeof INPUTS)[Name]> };

export function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
