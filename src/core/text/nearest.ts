/** Names that a misspelled one may mean. */

/** How many edits a misspelling may be away: none but case in short names, which one letter makes another name. */
const allowed = (length: number): number => (length <= 4 ? 0 : length <= 6 ? 1 : 2);

const digits = (text: string): string => text.replace(/\D/g, '');

/**
 * The candidates nearest to `word`: those that differ in case only, else those at the least edit distance, at most 2.
 * Names with other digits mean other things and are never near. Empty when none is near; several when it is open which.
 */
export function nearest(word: string, candidates: Iterable<string>): readonly string[] {
  const lower = word.toLowerCase();
  const number = digits(word);
  let best = allowed(word.length);
  let found: string[] = [];
  for (const candidate of candidates) {
    if (candidate === word || digits(candidate) !== number) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), best);
    if (distance > best) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(candidate);
  }
  return found;
}

/** Letters to insert, delete or replace to turn `a` into `b`; any number above `most` once it is known to be above. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > most) return most + 1;
    row = next;
  }
  return row[b.length] ?? 0;
}
