/** What an entry states of a metric, and what the tree builder makes of it. */
import type { Assignment, AssignmentsField } from '../log/model.ts';
import { parseNumber } from '../log/number.ts';
import type { Context } from './context.ts';
import { builderReads } from '../log/builder-metric.ts';
import type { IterationNode } from './node.ts';

/** The last assignment on the Metrics line under exactly this name. */
export function metricItem({ metrics, entry }: IterationNode, name: string): Assignment | undefined {
  const last = metrics.get(name)?.item;
  if (last?.key.text === name) return last;
  return entry.fields.metrics?.items.findLast(item => item.key.text === name);
}

/** Whether the Metrics line holds any number; one of words or of nothing is a lost run's. */
export function statesNumbers(node: IterationNode): boolean {
  for (const { number } of node.metrics.values()) if (number !== undefined) return true;
  return false;
}

/** The lines that a field covers. */
export const linesOf = (field: AssignmentsField, text: string): readonly string[] =>
  text.slice(field.span.start, field.span.end).split(/\r\n|\r|\n/);

/** What the tree builder takes for a metric from some lines: the last line that it can read wins. */
export function lastRead(lines: readonly string[], metric: string): string | undefined {
  return lines.map(line => builderReads(line, metric)).findLast(read => read !== undefined);
}

/**
 * Whether the slot's result log states the same number, as rounded in the log. Only the newest batch has result
 * logs; those of older ones are overwritten, and then the Observation can have kept it: `The result log says V_rest_R2
 * -0.1200.`
 */
export function confirmedByResult(
  node: IterationNode,
  metric: string,
  stated: string,
  context: Context,
): boolean {
  const logged = resultsOf(node, context)?.get(metric);
  if (logged !== undefined && context.inNewestBatch(node)) return statesSame(stated, logged);
  return keptFromResult(node, metric, stated);
}

/** How an Observation keeps numbers that the tree builder does not read as they were measured. */
export const resultSays = (numbers: readonly (readonly [metric: string, value: string])[]): string =>
  `The result log says ${numbers.map(([metric, value]) => `${metric} ${value}`).join(', ')}.`;

function keptFromResult(node: IterationNode, metric: string, stated: string): boolean {
  const text = node.field('observation')?.value.text ?? '';
  const [, ...sentences] = text.split('The result log says ');
  return sentences.some(said =>
    said.split(/[,.](?:\s|$)/).some(part => {
      const [name, value = '', ...more] = part.split(' ');
      return name === metric && more.length === 0 && statesSame(stated, value);
    }),
  );
}

/** The slot's result log by canonical names; undefined where there is none. */
export function resultsOf(node: IterationNode, context: Context): ReadonlyMap<string, string> | undefined {
  const results = context.evidence.results[node.slot];
  return results && new Map([...results].map(([name, value]) => [context.names.metric(name) ?? name, value]));
}

/** Whether a value of the log is the one of a result log, as rounded in the log. */
export function statesSame(stated: string, logged: string): boolean {
  const [value, result] = [parseNumber(stated), parseNumber(logged)];
  if (value === undefined || result === undefined) return false;
  if (Number.isNaN(value) || Number.isNaN(result)) return Number.isNaN(value) && Number.isNaN(result);
  const decimals = /\.(\d+)/.exec(stated)?.[1]?.length ?? 0;
  return value === result || Math.abs(value - result) <= 0.5000001 * 10 ** -decimals;
}
