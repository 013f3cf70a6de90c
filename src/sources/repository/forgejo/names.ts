/** Labels, milestones and people by what items say of them: items name them as they were called when they last changed. */
import { fields, list, type Fields, person, type Person, text, whole } from './fields.ts';
import type { YamlObject } from './yaml.ts';

export class Names {
  readonly #labels = new Map<number, string>();
  readonly #milestones = new Map<number, string>();
  readonly #people = new Map<string, number>();
  readonly #known: Set<string>;
  readonly #unlisted = new Set<string>();

  /** From the lists of labels and milestones. */
  constructor(labels: readonly Fields[], milestones: readonly Fields[]) {
    for (const { id, name } of labels) this.#labels.set(whole(id), text(name));
    for (const { number, title } of milestones) this.#milestones.set(whole(number), text(title));
    this.#known = new Set(this.#labels.values());
  }

  /** Labels of an item by their present names, each once. */
  labelsOf(item: Fields): readonly YamlObject[] {
    const given = Array.isArray(item['labels']) ? (item['labels'] as readonly unknown[]) : [];
    const names = given.map((label) => {
      if (typeof label === 'string') return text(label);
      const { id, name } = fields(label);
      return this.#labels.get(whole(id)) ?? text(name);
    });
    const all = [...new Set(names)].filter((name) => name !== '');
    for (const name of all) if (!this.#known.has(name)) this.#unlisted.add(name);
    return all.map((name) => ({ name }));
  }

  /** Labels that items have and the list lacks. The importers leave out those that are in no list. */
  get unlisted(): readonly string[] {
    return [...this.#unlisted];
  }

  milestoneOf(item: Fields): string {
    return this.#milestones.get(whole(fields(item['milestone'])['number'])) ?? '';
  }

  /** Notes the person's id, since reviews have names only. */
  person(value: unknown): Person {
    const { id, name } = person(value);
    if (id > 0) this.#people.set(name, id);
    return { id: id > 0 ? id : (this.#people.get(name) ?? 0), name };
  }

  assigneesOf(item: Fields): readonly string[] {
    return list(item['assignees']).map((it) => this.person(it).name);
  }
}
