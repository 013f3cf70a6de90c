/** Counts and ages in words. */

/** `1 snapshot`, `2,000 snapshots`; nouns whose plural is irregular come with it: `1 entry`, `2 entries`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? noun : plural}`;
}

const HOUR_MS = 3_600_000;

/** `3 h ago`, `5 d ago`. */
export function agoText(ageMs: number): string {
  const hours = Math.floor(ageMs / HOUR_MS);
  if (hours < 1) return 'less than an hour ago';
  return hours < 48 ? `${hours} h ago` : `${Math.floor(hours / 24)} d ago`;
}
