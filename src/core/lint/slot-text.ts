/** How findings in slot configs speak of places and values. */
import { formatValue } from '../protocol/format.ts';
import type { Value } from '../protocol/types.ts';
import type { Config } from '../slots/files.ts';
import { entryAt } from '../slots/model.ts';
import type { Entry, Path, SlotDocument, SlotNode } from '../slots/model.ts';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { SlotRelated } from './rule.ts';

/** Where an entry's value stands; its key where nothing is written, or where a whole block is. */
export function valuePlace({ keySpan, node }: Entry): Span {
  const isBlock = node.kind !== 'scalar' && !node.flow;
  return isBlock || node.span.start === node.span.end ? keySpan : node.span;
}

/** The value at a path, else the key of the section that lacks it, else the start of the file. */
export function placeIn(document: SlotDocument, path: Path): Span {
  for (let depth = path.length; depth > 0; depth--) {
    const entry = entryAt(document, path.slice(0, depth));
    if (entry) return depth === path.length ? valuePlace(entry) : entry.keySpan;
  }
  return span(0, 0);
}

/** A value as its config spells it; a block in a word. */
export function spelled(node: SlotNode, { text }: SlotDocument): string {
  if (node.kind !== 'scalar') return node.kind === 'list' ? 'a list' : 'a section';
  const own = text.slice(node.span.start, node.span.end);
  return own === '' || own.includes('\n') || own.length > 40 ? 'another value' : `\`${own}\``;
}

/** `lr_update=1.8E-3`, as logs write it. */
export const assignment = (name: string, value: Value | undefined): string =>
  `${name}=${value === undefined ? 'nothing' : formatValue(value)}`;

/** The place of a value in another config. */
export const relatedIn = (config: Config, path: Path, message: string): SlotRelated => ({
  file: config.file,
  span: placeIn(config.document, path),
  message,
});
