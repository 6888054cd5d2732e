import { span } from '../text/span.ts';
import { parseAssignments, token } from './assignments.ts';
import { fieldLabels } from './model.ts';
import type { AnyField, Field, FieldName, NextField, NodeField, ParentToken, Token } from './model.ts';
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
  /^([ \t]*(?:[-*+][ \t]+)?(?:\*\*|__)?)(Node|Mode\/Strategy|Mode|Strategy|Config|Metrics|Mutation|Parent rule|Observation|Next)((?:\*\*|__)?[ \t]*:(?:\*\*|__)?)[ \t]*/i;

/** A label at the start of a line. */
export interface Labelled {
  readonly name: FieldName;
  readonly exact: boolean;
  readonly label: Token;
  readonly valueStart: number;
}

/** The field label that begins the line text[start, end). */
export function parseLabel(text: string, start: number, end: number): Labelled | undefined {
  const match = labelled.exec(text.slice(start, end));
  if (!match) return undefined;
  const [whole, before = '', label = '', after = ''] = match;
  const name = byLabel[label.toLowerCase()];
  if (!name) return undefined;
  const labelAt = start + before.length;
  const written = label === fieldLabels[name] || (name === 'mode' && label === 'Mode');
  const exact = before === '' && after === ':' && written && (whole.endsWith(': ') || start + whole.length === end);
  return { name, exact, label: token(text, labelAt, labelAt + label.length), valueStart: start + whole.length };
}

/** The field whose label was found, its value reaching to `end`. */
export function parseField(text: string, start: number, end: number, found: Labelled): AnyField {
  let to = end;
  while (to > found.valueStart && /\s/.test(text.charAt(to - 1))) to--;
  const value = token(text, Math.min(found.valueStart, to), to);
  const field = { span: span(start, Math.max(to, start)), label: found.label, value, exact: found.exact };
  switch (found.name) {
    case 'node':
      return parseNode({ ...field, name: 'node' });
    case 'next':
      return parseNext({ ...field, name: 'next' });
    case 'config':
    case 'metrics':
      return { ...field, name: found.name, ...parseAssignments(text, value.start, value.end) };
    case 'mutation':
      return { ...field, name: 'mutation', ...parseMutation(text, value.start, value.end) };
    default:
      return { ...field, name: found.name };
  }
}

const nodeValue = /^(?:id\s*[=:]?\s*)?(\d+)(?:\D*?\bparent\s*[=:]?\s*(\d+|none|root))?/i;
const nextValue = /^(?:parent\s*[=:]?\s*)?(?:node\s*)?(\d+|none|root)\b/i;

const parentId = (text: string): number => (/^\d+$/.test(text) ? Number(text) : 0);

function parentToken(value: Token, match: RegExpExecArray, text: string): ParentToken {
  const at = value.start + match[0].length - text.length;
  return { text, start: at, end: at + text.length, id: parentId(text) };
}

function parseNode(field: Field): NodeField {
  const readable = field.exact && /^id=\d+, parent=(?:\d+|None|root)/.test(field.value.text);
  const match = nodeValue.exec(field.value.text);
  if (!match?.[1]) return { ...field, readable };
  const at = field.value.start + match[0].indexOf(match[1]);
  const id = { id: Number(match[1]), idToken: { text: match[1], start: at, end: at + match[1].length } };
  if (!match[2]) return { ...field, readable, ...id };
  return { ...field, readable, ...id, parent: parentToken(field.value, match, match[2]) };
}

function parseNext(field: Field): NextField {
  const readable = field.exact && /^parent=(?:\d+|root)/.test(field.value.text);
  const match = nextValue.exec(field.value.text);
  if (!match?.[1]) return { ...field, readable };
  return { ...field, readable, parent: parentToken(field.value, match, match[1]) };
}
