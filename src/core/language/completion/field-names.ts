import { fieldLabels, fieldNames } from '../../log/model.ts';
import type { FieldName } from '../../log/model.ts';
import { span } from '../../text/span.ts';
import type { Cursor } from './cursor.ts';
import type { Offer, Offers } from './item.ts';

const details: Readonly<Record<FieldName, string>> = {
  node: 'id and parent',
  mode: 'strategy of the slot',
  config: 'what the run used',
  metrics: 'what the run reached',
  mutation: 'what was changed from the parent',
  parentRule: 'why this parent',
  observation: 'what the result means',
  next: 'parent of a later run',
};

/** The lines that an entry still lacks, at the beginning of a line: first those that follow the line above. */
export function fieldNameOffers(cursor: Cursor): Offers | undefined {
  const { node, before, after, offset } = cursor;
  if (!/^[A-Za-z/ ]*$/.test(before) || after.trim() !== '') return undefined;
  const typed = before.toLowerCase();
  const missing = fieldNames.filter(
    name => !node.entry.fields[name] && fieldLabels[name].toLowerCase().startsWith(typed),
  );
  const above = node.entry.lines.findLast(line => line.span.end < offset);
  const from = above ? fieldNames.indexOf(above.name) : -1;
  const next = missing.filter(name => fieldNames.indexOf(name) > from);
  const skipped = missing.filter(name => fieldNames.indexOf(name) <= from);
  return {
    range: span(offset - before.length, offset),
    offers: [...next, ...skipped].map(name => offerOf(name, node.id)),
  };
}

function offerOf(name: FieldName, id: number): Offer {
  const label = fieldLabels[name];
  const goesOn = ['node', 'mode', 'config', 'mutation', 'next'].includes(name);
  return {
    label,
    insertText: `${label}: ${beginning(name, id)}`,
    kind: 'field',
    detail: details[name],
    goesOn,
  };
}

function beginning(name: FieldName, id: number): string {
  if (name === 'node') return `id=${id}, parent=`;
  return name === 'next' ? 'parent=' : '';
}
