/** GitHub's published description of its REST API: examples to start from, and schemas that every answer must fit. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { buildSchema, type GraphQLSchema } from 'graphql';

export type Item = Record<string, unknown>;

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The description that it has to fit, where it is of no repository: `get /app/installations`. */
  readonly schema?: string;
}

interface Content {
  readonly schema: object;
  readonly examples: Item;
}

interface Operation {
  readonly requestBody?: { content: { 'application/json': { schema: object } } };
  readonly responses: Readonly<Record<string, { content: { 'application/json': Content } }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, object>>;
    readonly examples: Readonly<Record<string, { readonly value: unknown }>>;
  };
}

/** By path: the index of the first of these packages loads 400 MB. */
const PACKAGES = new URL('../../node_modules/@octokit/', import.meta.url);
const REPO = '/repos/{owner}/{repo}';

let loaded: { readonly document: Document; readonly ajv: Ajv } | undefined;
const validators = new Map<string, ValidateFunction>();
let graphqlSchema: GraphQLSchema | undefined;

function load() {
  if (loaded !== undefined) return loaded;
  const path = new URL('openapi/generated/api.github.com.json', PACKAGES);
  const document = JSON.parse(readFileSync(path, 'utf8')) as Document;
  const ajv = new Ajv({ strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'github', components: { schemas: draft7(document.components.schemas) } });
  return (loaded = { document, ajv });
}

/** `nullable` without a type, or beside an enum that has no null, is OpenAPI 3.0, and no JSON schema. */
function draft7(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(draft7);
  if (typeof value !== 'object' || value === null) return value;
  const fields: Item = Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'example' && name !== 'examples')
      .map(([name, field]) => [name, draft7(field)]),
  );
  if (typeof fields['$ref'] === 'string') fields['$ref'] = fields['$ref'].replace(/^#\//, 'github#/');
  if (fields['nullable'] === true && Array.isArray(fields['enum']))
    fields['enum'] = [...new Set<unknown>(fields['enum']).add(null)];
  if (fields['nullable'] !== true || fields['type'] !== undefined) return fields;
  delete fields['nullable'];
  return { anyOf: [fields, { type: 'null' }] };
}

/** Addresses are those below a repository, or whole ones of an organisation. */
function pathsOf(path: string): Readonly<Record<string, Operation>> | undefined {
  return load().document.paths[path.startsWith('/orgs/') ? path : `${REPO}${path}`];
}

function operation(path: string): Content {
  const found = pathsOf(path)?.['get']?.responses['200'];
  if (found === undefined) throw new Error(`GitHub's description has no GET for ${path}`);
  return found.content['application/json'];
}

/** The published example of the answer to `GET /repos/{owner}/{repo}<path>` or `GET /orgs/{org}/...`, a copy. */
export function exampleOf(path: string): unknown {
  return exampleIn(operation(path));
}

/** The published example of the answer to `GET <path>`, wherever that is; a copy. */
export function exampleAt(path: string): unknown {
  return exampleIn(contentAt(`get ${path}`));
}

/** @param call `get /app/installations` */
function contentAt(call: string): Content {
  const [method = '', path = ''] = call.split(' ');
  const responses = load().document.paths[path]?.[method]?.responses;
  const content = (responses?.['200'] ?? responses?.['201'])?.content['application/json'];
  if (content === undefined) throw new Error(`GitHub's description has no ${call}`);
  return content;
}

/** What is wrong with an answer to a call; undefined if it fits the published schema. */
export function faultAt(call: string, answer: unknown): string | undefined {
  return faultBy(`at ${call}`, () => contentAt(call).schema, answer);
}

function exampleIn({ examples }: Content): unknown {
  const [example] = Object.values(examples) as { readonly $ref?: string; readonly value?: unknown }[];
  const shared = load().document.components.examples[example?.$ref?.split('/').at(-1) ?? '']?.value;
  return structuredClone(shared ?? example?.value);
}

/** What is wrong with an answer to `GET /repos/{owner}/{repo}<path>`; undefined if it fits the published schema. */
export function faultOf(path: string, answer: unknown): string | undefined {
  return faultBy(path, () => operation(path).schema, answer);
}

/** The addresses below `base` that the description has a GET for, without the base. */
export function describedBelow(base: string): readonly string[] {
  const paths = Object.entries(load().document.paths).filter(
    ([path, methods]) => path.startsWith(base) && 'get' in methods,
  );
  return paths.map(([path]) => path.slice(base.length));
}

/** The address among these that a path is for: that with the fewest variables. */
export function describedAs(path: string, addresses: readonly string[]): string | undefined {
  const variables = (address: string) => address.split('{').length;
  const fits = (address: string) => new RegExp(`^${address.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
  return addresses.filter(fits).toSorted((a, b) => variables(a) - variables(b))[0];
}

/** Whether `GET /repos/{owner}/{repo}<path>` is described as one that leads to another address. */
export function isRedirect(path: string): boolean {
  return load().document.paths[`${REPO}${path}`]?.['get']?.responses['302'] !== undefined;
}

/** What is wrong with what a request brings; `call` as `post /labels`. */
export function requestFaultOf(call: string, body: unknown): string | undefined {
  const [method = '', path = ''] = call.split(' ');
  const schema = load().document.paths[`${REPO}${path}`]?.[method]?.requestBody?.content['application/json'].schema;
  if (schema === undefined) return `GitHub's description has no ${call} with a body`;
  return faultBy(call, () => schema, body);
}

function faultBy(name: string, schema: () => object, value: unknown): string | undefined {
  const validate = validators.get(name) ?? load().ajv.compile(draft7(schema()) as object);
  validators.set(name, validate);
  if (validate(value)) return undefined;
  return validate.errors?.map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`).join('; ');
}

/** The answer that `@octokit/fixtures` recorded from the real API: the first GET whose path holds `pathPart`. */
export function recorded(scenario: string, pathPart: string): unknown {
  const file = new URL(`fixtures/scenarios/api.github.com/${scenario}/normalized-fixture.json`, PACKAGES);
  const calls = JSON.parse(readFileSync(file, 'utf8')) as { method: string; path: string; response: unknown }[];
  return calls.find(({ method, path }) => method === 'get' && path.includes(pathPart))?.response;
}

export function publishedGraphql(): GraphQLSchema {
  const path = new URL('graphql-schema/schema.graphql', PACKAGES);
  return (graphqlSchema ??= buildSchema(readFileSync(path, 'utf8'), { assumeValid: true }));
}
