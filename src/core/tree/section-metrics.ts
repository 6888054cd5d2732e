import { assignmentOf } from '../log/builder-metric.ts';
import type { Section } from '../log/model.ts';
import { indexAt, lineEnd } from '../text/lines.ts';
import { readLine } from './metrics.ts';
import type { MetricsRead } from './metrics.ts';
import type { Dialect } from './model.ts';

type Read = Extract<MetricsRead, { kind: 'read' }>;

/** What ends the tree builder. */
export interface Fault {
  /** Zero-based, in the section. */
  readonly line: number;
  readonly metric: string;
  readonly text: string;
}

/** The lines of a section that hold the reward, in order, up to one that ends the tree builder. */
export interface SectionMetrics {
  readonly reward: string;
  readonly dialect: Dialect;
  readonly lines: readonly Read[];
  readonly fault: Fault | undefined;
}

/** After an edit all sections but one are the same objects; a log is read for one reward, seldom for another. */
const known = new WeakMap<Section, SectionMetrics>();

/** The same as {@link readMetrics}, remembered with the section: for a log that is read again after every edit. */
export function metricsIn(section: Section, reward: string, dialect: Dialect): SectionMetrics {
  let metrics = known.get(section);
  if (metrics?.reward !== reward || metrics.dialect !== dialect)
    known.set(section, (metrics = readMetrics(section, reward, dialect)));
  return metrics;
}

/** What the tree builder reads of metrics in a section: of its lines but for those that a header or a label has taken. */
export function readMetrics(section: Section, reward: string, dialect: Dialect): SectionMetrics {
  const { text, lineStarts, header, builder } = section;
  const lines: Read[] = [];
  for (let at = assignmentOf(reward, text, 0); at >= 0;) {
    const line = indexAt(lineStarts, at);
    const start = lineStarts[line] ?? 0;
    const end = lineEnd(text, lineStarts, line);
    const taken =
      (line === 0 && header?.readable === true) || builder.some(label => label.span.start === start);
    const found = taken ? undefined : readLine(text.slice(start, end), reward, dialect);
    if (found?.kind === 'raises')
      return { reward, dialect, lines, fault: { line, metric: found.metric, text: found.text } };
    if (found) lines.push(found);
    at = assignmentOf(reward, text, Math.max(end, at + 1));
  }
  return { reward, dialect, lines, fault: undefined };
}
