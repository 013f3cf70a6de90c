/** Finds the word for "Did you mean": what a mistyped or shortened word most likely stands for. */

/** The candidate that a mistyped word most likely means, or undefined if none is near. */
export function nearest<Word extends string>(text: string, candidates: readonly Word[]): Word | undefined {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(text.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best !== undefined && best.distance <= Math.max(1, text.length / 3)) return best.candidate;
  return partlyNamed(text, candidates);
}

/** `region` for `aws-region`, `endpoint` for `endpoint-url`: the only one of which the text is a part. */
function partlyNamed<Word extends string>(text: string, candidates: readonly Word[]): Word | undefined {
  const isStart = candidates.filter((candidate) => candidate.startsWith(`${text}-`));
  const isPart = candidates.filter((candidate) => `-${candidate}-`.includes(`-${text}-`));
  return [isStart, isPart].find(({ length }) => length === 1)?.[0];
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
