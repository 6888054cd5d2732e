import { editDistance } from './nearest.ts';

/** ` Did you mean x?` for the closest candidate, or nothing. More generous than a fix may be: a person decides. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  let most = Math.max(Math.floor(name.length / 3), Math.min(name.length - 1, 2));
  let best: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), most);
    if (distance > most) continue;
    most = distance - 1;
    best = candidate;
  }
  return best === undefined ? '' : ` Did you mean \`${best}\`?`;
}
