/** `1 snapshot`, `2 snapshots`; nouns whose plural is their own go with it: `1 entry`, `2 entries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : plural}`;
}
