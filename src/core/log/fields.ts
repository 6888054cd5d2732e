import { span } from '../text/span.ts';
import { parseAssignments, token } from './assignments.ts';
import { fieldLabels, fieldNames } from './model.ts';
import type {
  AnyField,
  FieldName,
  MutationField,
  NextField,
  NodeField,
  ParentToken,
  Token,
} from './model.ts';
import { parseMutation } from './mutation.ts';

const byLabel: Readonly<Record<string, FieldName>> = {
  node: 'node',
  'mode/strategy': 'mode',
  mode: 'mode',
  strategy: 'mode',
  config: 'config',
  metrics: 'metrics',
  mutation: 'mutation',
  'parent rule': 'parentRule',
  observation: 'observation',
  next: 'next',
};
const labelled =
  /([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?)(Node|Mode\/Strategy|Mode|Strategy|Config|Metrics|Mutation|Parent rule|Observation|Next)((?:\*\*|__)?[ \t]*:(?:\*\*|__)?)[ \t]*/iy;
/** The labels as the template writes them, and the short `Mode:` that many logs use, by their first character. */
const exactLabels = labelsByFirst([
  ...fieldNames.map(name => ({ name, label: `${fieldLabels[name]}:` })),
  { name: 'mode', label: 'Mode:' },
]);
/** The characters that a labelled line can begin with: cheap to ask of every line. */
const firsts = new Set(Array.from('NMSCPOnmscpo \t-*+_', char => char.charCodeAt(0)));

/** A label at the start of a line. */
export interface Labelled {
  readonly name: FieldName;
  readonly exact: boolean;
  readonly label: Token;
  readonly valueStart: number;
}

/**
 * The field label that begins the line text[start, end).
 * @param loose also takes labels that are decorated, indented or in another case.
 */
export function parseLabel(text: string, start: number, end: number, loose: boolean): Labelled | undefined {
  if (!firsts.has(text.charCodeAt(start))) return undefined;
  for (const { name, label } of exactLabels.get(text.charCodeAt(start)) ?? []) {
    if (!text.startsWith(label, start)) continue;
    const valueStart = start + label.length + 1;
    if (valueStart > end || text.charCodeAt(valueStart - 1) !== 32) break;
    // The tree builder wants one blank here, no more; elsewhere it does not look.
    const exact = text.charCodeAt(valueStart) !== 32 || (name !== 'node' && name !== 'next');
    return { name, exact, label: token(text, start, valueStart - 2), valueStart };
  }
  return loose ? parseLooseLabel(text, start, end) : undefined;
}

interface ExactLabel {
  readonly name: FieldName;
  readonly label: string;
}

function labelsByFirst(labels: readonly ExactLabel[]): ReadonlyMap<number, readonly ExactLabel[]> {
  const map = new Map<number, ExactLabel[]>();
  for (const label of labels) {
    const first = label.label.charCodeAt(0);
    map.set(first, [...(map.get(first) ?? []), label]);
  }
  return map;
}

function parseLooseLabel(text: string, start: number, end: number): Labelled | undefined {
  labelled.lastIndex = start;
  const match = labelled.exec(text);
  if (!match || labelled.lastIndex > end) return undefined;
  const [whole, before = '', label = '', after = ''] = match;
  const name = byLabel[label.toLowerCase()];
  if (!name) return undefined;
  const labelAt = start + before.length;
  // A label with nothing after it is as the template writes it.
  const exact = before === '' && after === ':' && label === fieldLabels[name] && start + whole.length === end;
  return {
    name,
    exact,
    label: token(text, labelAt, labelAt + label.length),
    valueStart: start + whole.length,
  };
}

/** The field whose label was found, its value reaching to `end`. */
export function parseField(text: string, start: number, end: number, found: Labelled): AnyField {
  const { name, label, exact } = found;
  let to = end;
  while (to > found.valueStart && text.charCodeAt(to - 1) <= 32) to--;
  let from = Math.min(found.valueStart, to);
  while (from < to && text.charCodeAt(from) <= 32) from++;
  const value = token(text, from, to);
  const at = span(start, to);
  switch (name) {
    case 'node':
      return { name, span: at, label, value, exact, ...parseNode(value, exact) };
    case 'next':
      return { name, span: at, label, value, exact, ...parseNext(value, exact) };
    case 'config':
    case 'metrics': {
      const { items, words } = parseAssignments(text, value.start, value.end);
      return { name, span: at, label, value, exact, items, words };
    }
    case 'mutation': {
      const { kind, pairs, assignments, rerunOf, canonicalNone } = parseMutation(
        text,
        value.start,
        value.end,
      );
      const mutation: MutationField = {
        name,
        span: at,
        label,
        value,
        exact,
        kind,
        pairs,
        assignments,
        canonicalNone,
      };
      return rerunOf ? { ...mutation, rerunOf } : mutation;
    }
    default:
      return { name, span: at, label, value, exact };
  }
}

const nodeValue = /^(?:id\s*[=:]?\s*)?(\d+)(?:\D*?\bparent\s*[=:]?\s*(\d+|none|root))?/i;
const nextValue = /^(?:parent\s*[=:]?\s*)?(?:node\s*)?(\d+|none|root)\b/i;

const parentId = (text: string): number => (/^\d+$/.test(text) ? Number(text) : 0);

function parentToken(value: Token, match: RegExpExecArray, text: string): ParentToken {
  const at = value.start + match[0].length - text.length;
  return { text, start: at, end: at + text.length, id: parentId(text) };
}

function parseNode(value: Token, exact: boolean): Pick<NodeField, 'readable' | 'id' | 'idToken' | 'parent'> {
  const readable = exact && /^id=\d+, parent=(?:\d+|None|root)/.test(value.text);
  const match = nodeValue.exec(value.text);
  if (!match?.[1]) return { readable };
  const at = value.start + match[0].indexOf(match[1]);
  const id = Number(match[1]);
  const idToken = { text: match[1], start: at, end: at + match[1].length };
  return match[2]
    ? { readable, id, idToken, parent: parentToken(value, match, match[2]) }
    : { readable, id, idToken };
}

function parseNext(value: Token, exact: boolean): Pick<NextField, 'readable' | 'parent'> {
  const readable = exact && /^parent=(?:\d+|root)/.test(value.text);
  const match = nextValue.exec(value.text);
  return match?.[1] ? { readable, parent: parentToken(value, match, match[1]) } : { readable };
}
