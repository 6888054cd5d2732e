/** The reward by the value of each parameter: also the values that nobody tried. */
import type { Exploration } from '../exploration/exploration.ts';
import { equalValues } from '../lint/config.ts';
import { formatValue } from '../protocol/format.ts';
import type { Parameter, Value } from '../protocol/types.ts';
import { oneLine } from '../text/markdown.ts';
import type { Marked } from './entries.ts';
import type { PictureParameter } from './model.ts';

/** The parameters that the search may change and that have more than one value, tried or not. */
export function parametersOf(exploration: Exploration, entries: readonly Marked[]): PictureParameter[] {
  const samples = entries.filter(
    ({ node, entry }) => entry.outcome === 'scored' && exploration.node(node.id) === node,
  );
  return Object.entries(exploration.protocol.parameters)
    .filter(([, { role }]) => role === 'tunable')
    .map(([name, parameter]) => parameterOf(exploration, name, parameter, samples))
    .filter(({ values }) => values.length > 1);
}

interface Used {
  readonly value: Value;
  readonly samples: string[];
}

function parameterOf(
  exploration: Exploration,
  name: string,
  { candidates, value: baseline }: Parameter,
  samples: readonly Marked[],
): PictureParameter {
  const used: Used[] = candidates.map(value => ({ value, samples: [] }));
  const of = (value: Value): Used => {
    const known = used.find(other => equalValues(other.value, value));
    if (known) return known;
    const made = { value, samples: [] };
    used.push(made);
    return made;
  };
  for (const { node, entry } of samples) {
    const found = exploration.configOf(node).values.get(name);
    if (found) of(found.value).samples.push(entry.key);
  }
  return {
    name,
    values: used.sort(byValue).map(({ value, samples: keys }) => ({
      text: oneLine(formatValue(value)),
      isBaseline: baseline !== undefined && equalValues(baseline, value),
      samples: keys,
    })),
  };
}

/** Numbers and truth values by size, before words. */
function byValue({ value: a }: Used, { value: b }: Used): number {
  if (typeof a !== 'string' && typeof b !== 'string') return Number(a) - Number(b);
  return typeof a === typeof b ? String(a).localeCompare(String(b), 'en') : typeof a === 'string' ? 1 : -1;
}
