/** Where a metric stands with its value outside the Metrics line, and the tree builder reads it all the same. */
import type { AnyField, AssignmentsField, Section } from '../log/model.ts';
import { isOpaque, lineOf } from '../log/section.ts';
import { lineEnd } from '../text/lines.ts';
import { lastRead, linesOf } from './metrics.ts';
import { assignmentOf, builderNumber, builderReads } from '../log/builder-metric.ts';

/** `<metric>=value` off the Metrics line. */
export interface Quote {
  readonly metric: string;
  readonly line: number;
  readonly start: number;
  /** Where the `=` stands. */
  readonly sign: number;
  readonly value: string;
  /** `none`: the Metrics line states the same, or replaces it. `raises`: no number, at which the loop stops. */
  readonly damage: 'none' | 'replaces' | 'raises';
}

/** All quotes of a metric in a section. */
export function quotesOf(section: Section, metric: string): Quote[] {
  const { text } = section;
  const quotes: Quote[] = [];
  for (let start = assignmentOf(metric, text, 0); start >= 0; start = assignmentOf(metric, text, start + 1)) {
    if (isOnMetricsLine(section, start)) continue;
    const line = lineOf(section, start);
    const sign = start + metric.length;
    const value = builderReads(text.slice(start, lineEnd(text, section.lineStarts, line)), metric);
    if (value === undefined || !text.startsWith(value, sign + 1) || !isLoose(section, line, start)) continue;
    const damage = damageOf(section, metric, start, value);
    // The full stop of a sentence is read, but counts for nothing.
    const plain = damage === 'raises' ? value : value.replace(/\.+$/, '');
    quotes.push({ metric, line, start, sign, value: plain, damage });
  }
  return quotes;
}

/** In the entry of a finished run whose Metrics line lacks the metric, this line is all there is of it. */
export function isOnlyStatement({ entry }: Section, { metric, start }: Quote): boolean {
  if (!entry || start >= entry.span.end || /^\W*(?:fail|crash|pending)/i.test(entry.header.status.text))
    return false;
  return !entry.fields.metrics?.items.some(item => item.key.text === metric);
}

const isMetrics = (field: AnyField): field is AssignmentsField => field.name === 'metrics';
const metricsFields = ({ entry }: Section): readonly AssignmentsField[] =>
  entry?.lines.filter(isMetrics) ?? [];

function isOnMetricsLine({ entry }: Section, offset: number): boolean {
  for (const { name, span } of entry?.lines ?? [])
    if (name === 'metrics' && span.start <= offset && offset < span.end) return true;
  return false;
}

/** Whether the tree builder looks for a reward here, and no other rule speaks of it. */
function isLoose(section: Section, line: number, offset: number): boolean {
  const { header, entry, opaque, builder, lineStarts } = section;
  if (line === 0 && header?.readable) return false;
  if (builder.some(({ span }) => span.start === lineStarts[line])) return false;
  // A header in a fence or a comment makes an iteration of its own: header-form reports it.
  return entry !== undefined || !isOpaque(opaque, offset);
}

function damageOf(section: Section, metric: string, offset: number, value: string): Quote['damage'] {
  const number = builderNumber(value);
  if (number === 'raises') return 'raises';
  const stating = metricsFields(section).filter(
    field => lastRead(linesOf(field, section.text), metric) !== undefined,
  );
  const last = stating.at(-1);
  if (!last) return 'replaces';
  const measured = builderNumber(lastRead(linesOf(last, section.text), metric) ?? '');
  return last.span.start > offset || Object.is(measured, number) ? 'none' : 'replaces';
}
