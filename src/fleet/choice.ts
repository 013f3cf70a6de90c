/** Which repositories of an account are backed up, each with the rule that leaves it out. Pure. */
import type { ListedRepository } from '../github/repositories.ts';

/** As the inputs say it; lists without a positive line let everything in. */
export interface Choice {
  /** Patterns of names without the owner; `*` stands for any text, a `!` leaves out. */
  readonly repositories: readonly string[];
  readonly topics: readonly string[];
  /** Empty: all. */
  readonly visibility: readonly string[];
  readonly archived: 'include' | 'exclude';
  readonly forks: 'include' | 'exclude';
  /** `name=value`, with a `!` before it to leave out. */
  readonly properties: readonly string[];
}

export interface Chosen {
  readonly repository: ListedRepository;
  /** The rule that leaves it out, as it is printed; undefined: it is backed up. */
  readonly excludedBy: string | undefined;
}

/** Of each repository whether it is backed up. */
export function chooseRepositories(repositories: readonly ListedRepository[], choice: Choice): readonly Chosen[] {
  const rules = [
    rulesOf('repositories', choice.repositories, ({ name }, pattern) => fitsName(pattern, name)),
    rulesOf('topics', choice.topics, ({ topics }, topic) => topics.some((one) => sameText(one, topic))),
    ...propertyRules(choice.properties),
    rulesOf('visibility', choice.visibility, ({ visibility }, wanted) => visibility === wanted),
  ];
  const excludedBy = (repository: ListedRepository): string | undefined => {
    if (choice.archived === 'exclude' && repository.isArchived) return 'archived: exclude';
    if (choice.forks === 'exclude' && repository.isFork) return 'forks: exclude';
    if (repository.isDisabled) return 'GitHub: the repository is disabled';
    return rules.map((rule) => rule(repository)).find((reason) => reason !== undefined);
  };
  return repositories.map((repository) => ({ repository, excludedBy: excludedBy(repository) }));
}

/** The rule that leaves a repository out; undefined: this list does not. */
type Rule = (repository: ListedRepository) => string | undefined;
type Fits = (repository: ListedRepository, text: string) => boolean;

function rulesOf(input: string, lines: readonly string[], fits: Fits): Rule {
  const out = lines.filter(isNegative).map((line) => line.slice(1));
  const wanted = lines.filter((line) => !isNegative(line));
  return (repository) => {
    const excluding = out.find((text) => fits(repository, text));
    if (excluding !== undefined) return `${input}: !${excluding}`;
    if (wanted.length === 0 || wanted.some((text) => fits(repository, text))) return undefined;
    return `${input}: not ${wanted.join(', ')}`;
  };
}

/** Lines of one property are alternatives; each property that is named has to fit. */
function propertyRules(lines: readonly string[]): readonly Rule[] {
  const byName = Map.groupBy(lines, (line) => splitProperty(line).name);
  return [...byName.values()].map((group) => rulesOf('properties', group, hasProperty));
}

function hasProperty({ properties }: ListedRepository, line: string): boolean {
  const { name, value } = splitProperty(line);
  return Object.entries(properties).some(([key, values]) => sameText(key, name) && [values].flat().includes(value));
}

function splitProperty(line: string): { readonly name: string; readonly value: string } {
  const text = isNegative(line) ? line.slice(1) : line;
  const at = text.indexOf('=');
  return { name: text.slice(0, at).trim().toLowerCase(), value: text.slice(at + 1).trim() };
}

/**
 * Lines that fit nothing, and therefore may be mistyped: patterns of names that fit neither a repository nor a name that the
 * vault knows, topics and properties that no repository has. Patterns that leave out come apart: all is backed up without them, and
 * the last repository that one fitted may be gone. A topic or property that leaves out may be one for later.
 *
 * @param known names of repositories that are gone, and whose backups are there
 */
export function unusedLines(
  repositories: readonly ListedRepository[],
  choice: Choice,
  known: readonly string[],
): { readonly wanted: readonly string[]; readonly leavingOut: readonly string[] } {
  const names = [...repositories.map(({ name }) => name), ...known];
  const isWanted = (line: string): boolean => !isNegative(line);
  const unused = (input: string, lines: readonly string[], fits: (text: string) => boolean) =>
    lines.filter((line) => !fits(isNegative(line) ? line.slice(1) : line)).map((line) => `${input}: ${line}`);
  const isName = (text: string): boolean => names.some((name) => fitsName(text, name));
  const wanted = [
    ...unused('repositories', choice.repositories.filter(isWanted), isName),
    ...unused('topics', choice.topics.filter(isWanted), (text) =>
      repositories.some(({ topics }) => topics.some((one) => sameText(one, text))),
    ),
    ...unused('properties', choice.properties.filter(isWanted), (text) =>
      repositories.some((repository) => hasProperty(repository, text)),
    ),
  ];
  return { wanted, leavingOut: unused('repositories', choice.repositories.filter(isNegative), isName) };
}

function isNegative(line: string): boolean {
  return line.startsWith('!');
}

/** GitHub does not tell names, topics and properties apart by case. */
function sameText(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** `*` stands for any text. */
function fitsName(pattern: string, name: string): boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 'is').test(name);
}
