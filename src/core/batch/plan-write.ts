/** Adds to a plan file without touching what is there: earlier text, comments and unknown keys stay to the byte. */
import { isCollection, isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import type { Document, Node, YAMLMap } from 'yaml';
import { applyEdits, insert, remove } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { dominantBreak } from '../text/lines.ts';
import { span } from '../text/span.ts';
import { writeValue } from '../slots/write.ts';
import { batchLines, resultLine } from './plan-print.ts';
import { parsePlan, readPlan } from './plan-read.ts';
import { batchOf, isRecorded } from './plan.ts';
import type { Plan, PlannedBatch, RecordedResult } from './plan.ts';

/** Edits of a plan file, none when it says everything already; or why it cannot be added to. */
export type PlanChange = { readonly edits: readonly TextEdit[] } | { readonly refusal: string };

/** A new plan file with its first batch. */
export const newPlan = (exploration: string, batch: PlannedBatch): string =>
  [...headLines(exploration), ...indented(batchLines(batch), 2), ''].join('\n');

const headLines = (exploration: string): string[] => [
  '# What iterlog planned for this exploration, and which result logs it wrote into the log.',
  '# Batches are only added, at the end: the last one is the plan that counts. Comments stay.',
  'version: 1',
  `exploration: ${writeValue(exploration)}`,
  'batches:',
];

/** Adds a batch at the end. */
export function appendBatch(text: string, batch: PlannedBatch): PlanChange {
  return change(
    text,
    plan => ({ ...plan, batches: [...plan.batches, batch] }),
    doc =>
      isMap(doc.contents)
        ? addItem(text, doc.contents, 'batches', batchLines(batch))
        : [
            insert(
              text.length,
              block(text, text.length, ['version: 1', 'batches:', ...indented(batchLines(batch), 2)]),
            ),
          ],
  );
}

/** Notes result logs whose entries are written; a batch that was not planned is added with its iterations alone. */
export function recordResults(
  text: string,
  iterations: readonly number[],
  results: readonly RecordedResult[],
): PlanChange {
  const { plan } = readPlan(text);
  const fresh = plan ? results.filter(result => !isRecorded(plan, result)) : results;
  if (fresh.length === 0) return { edits: [] };
  const target = plan && batchOf(plan, iterations[0] ?? 0);
  if (!plan || !target) return appendBatch(text, { iterations: [...iterations], results: [...fresh] });
  const index = plan.batches.indexOf(target);
  const added = { ...target, results: [...(target.results ?? []), ...fresh] };
  return change(
    text,
    () => ({ ...plan, batches: plan.batches.with(index, added) }),
    doc => {
      const batch = doc.getIn(['batches', index], true);
      return isMap(batch) ? addItem(text, batch, 'results', fresh.map(resultLine)) : [];
    },
  );
}

/** The edits, once the text after them is known to be the plan that is wanted. */
function change(
  text: string,
  wanted: (plan: Plan) => Plan,
  edit: (doc: Document) => readonly TextEdit[],
): PlanChange {
  const { plan, problems } = readPlan(text);
  const [problem] = problems;
  if (!plan) return { refusal: `The plan cannot be read. ${problem?.message ?? ''}` };
  const edits = edit(parsePlan(text));
  const after = readPlan(applyEdits(text, edits)).plan;
  if (after && sameData(after, wanted(plan))) return { edits };
  return {
    refusal:
      'The plan cannot be added to as it is written. Put `batches` last, each batch on lines of its own.',
  };
}

/** Whether two values print the same, whatever the order of their keys. */
const sameData = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Adds an item to the list under a key of a mapping; where there is no list yet, the list, and the key if need be. */
function addItem(text: string, parent: YAMLMap, key: string, lines: readonly string[]): TextEdit[] {
  const column = indentOf(parent);
  const pair = parent.items.find(item => isScalar(item.key) && item.key.value === key);
  if (!pair) return [addBelow(text, parent, [`${key}:`, ...indented(lines, 2)], column)];
  const value = isNode(pair.value) ? pair.value : undefined;
  if (isSeq(value) && !value.flow && value.items.length > 0)
    return [addBelow(text, value, lines, indentOf(value))];
  const [start = 0, end = 0] = value?.range ?? [];
  const below = addBelow(text, value ?? parent, lines, column + 2);
  return end > start ? [remove(span(start, end)), below] : [below];
}

/** Lines below a node: after everything when nothing else follows it, else on the next line. */
function addBelow(text: string, node: Node, lines: readonly string[], column: number): TextEdit {
  const end = endOf(node);
  const rest = text.slice(end).search(/[\r\n]/);
  const hasMore = /^(?!\s*(?:#|$)).+/m.test(rest < 0 ? '' : text.slice(end + rest));
  const next = /^[^\r\n]*(?:\r\n|\r|\n)/.exec(text.slice(end))?.[0].length ?? 0;
  const at = !hasMore ? text.length : isLineStart(text, end) ? end : end + next;
  return insert(at, block(text, at, indented(lines, column)));
}

/** Lines as they are put into a text, on lines of their own. */
function block(text: string, at: number, lines: readonly string[]): string {
  const lineBreak = dominantBreak(text);
  return `${isLineStart(text, at) ? '' : lineBreak}${lines.map(line => line + lineBreak).join('')}`;
}

const isLineStart = (text: string, at: number): boolean => at === 0 || /[\r\n]/.test(text.charAt(at - 1));
const indented = (lines: readonly string[], by: number): string[] => lines.map(line => ' '.repeat(by) + line);

/** Where the text of a node ends; that of a block ends with its last value. */
function endOf(node: Node): number {
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  const inner = isPair(last) ? (isNode(last.value) ? last.value : last.key) : last;
  return isNode(inner) ? endOf(inner) : (node.range?.[1] ?? 0);
}

/** The column at which the keys or dashes of a block stand. */
function indentOf({ srcToken }: Node): number {
  return srcToken && 'indent' in srcToken ? srcToken.indent : 0;
}
