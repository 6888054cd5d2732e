/**
 * How well policies search: each on each surface with the same seeds, as a table. With `--write` the table goes into
 * docs/search-quality.md; with `--seen` only the surfaces run that tuning may look at.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { search, seeds } from './loop.ts';
import type { Policy } from './policy.ts';
import { confirmingProposer, proposer } from './proposer.ts';
import { randomSearch, randomWithinLimit, successiveHalving } from './rivals.ts';
import { resultOf, table } from './summary.ts';
import type { Results } from './summary.ts';
import { surfaces } from './surfaces.ts';

const page = 'docs/search-quality.md';
const policies: Readonly<Record<string, Policy>> = {
  random: randomSearch,
  'random, within 60 min': randomWithinLimit,
  halving: successiveHalving,
  iterlog: proposer,
  'iterlog, confirming': confirmingProposer,
};

const chosen = process.argv.includes('--seen') ? surfaces.filter(({ heldOut }) => !heldOut) : surfaces;
const all = chosen.flatMap(surface =>
  Object.entries(policies).map(([policy, run]): Results => {
    const results = seeds.map(seed => resultOf(search(run, surface, seed)));
    return { surface, policy, results };
  }),
);
const result = table(all, 'random');
process.stdout.write(`${result}\n`);

if (process.argv.includes('--write')) {
  const marked = /(?<=<!-- table -->\n)[^]*(?=<!-- end of table -->)/;
  writeFileSync(page, readFileSync(page, 'utf8').replace(marked, `\n${result}\n\n`));
}
