/** What a hover says of a key or value of a slot config. */
import { aboutParameter } from '../../language/completion/parameter-names.ts';
import { blocks, facts, grid, sentence, title } from '../../language/card.ts';
import type { Hover } from '../../language/card.ts';
import { formatValue } from '../../protocol/format.ts';
import type { Protocol, Value } from '../../protocol/types.ts';
import { span } from '../../text/span.ts';
import { leavesOf } from '../compare.ts';
import type { Leaf } from '../compare.ts';
import type { SlotContext } from '../context.ts';
import type { SlotConfig } from '../files.ts';
import { keysOf } from '../keys.ts';
import { entryAt, pathText } from '../model.ts';
import type { Path, SlotDocument } from '../model.ts';
import { parentOf } from './parent-of.ts';

/** The hover of the key or value at an offset; undefined where there is nothing to say. */
export function hoverAt(config: SlotConfig, offset: number, context: SlotContext): Hover | undefined {
  const leaf = leafAt(config.document, offset);
  if (!leaf) return undefined;
  const { path, entry } = leaf;
  const names = keysOf(context.protocol).namesAt(path);
  const markdown =
    names.length > 0
      ? blocks(...names.map(name => parameterCard(name, path, config, context)))
      : keyCard(path, config, context);
  return { span: span(entry.keySpan.start, Math.max(entry.node.span.end, entry.colon)), markdown };
}

/** The value whose key or text an offset touches. */
export function leafAt(document: SlotDocument, offset: number): Leaf | undefined {
  return [...leavesOf(document)].find(
    ({ entry }) =>
      entry.node.sharing !== 'merged' &&
      entry.keySpan.start <= offset &&
      offset <= Math.max(entry.node.span.end, entry.colon),
  );
}

function parameterCard(name: string, path: Path, config: SlotConfig, context: SlotContext): string {
  const { protocol } = context;
  const parent = parentOf(config.slot, context);
  const others = context.slots.filter(({ slot }) => slot !== config.slot);
  const columns: [string, Value | undefined][] = [
    ['here', context.valueOf(config, name)],
    ['base', context.base && context.valueOf(context.base, name)],
    ...(parent ? [[parent.name, parent.valueOf(name)] as [string, Value | undefined]] : []),
    ...others.map((other): [string, Value | undefined] => [
      `slot ${other.slot}`,
      context.valueOf(other, name),
    ]),
  ];
  const [about = '', candidates = ''] = aboutParameter(protocol, name).split('\n');
  return blocks(
    title(pathText(path)),
    facts([
      { name: 'In the log', value: name },
      { name: 'Parameter', value: about },
      { name: 'Candidates', value: candidates.replace(/^candidates: /, '') },
      { name: 'Locked', value: lockText(name, protocol) },
    ]),
    grid([columns.map(([head]) => head), columns.map(([, value]) => shown(value))]),
  );
}

/** Why a locked parameter stays as it is, and the exception if it has one. */
function lockText(name: string, { parameters, lockExceptions }: Protocol): string {
  if (parameters[name]?.role !== 'locked') return '';
  const partners = lockExceptions.filter(each => each.parameters.includes(name)).flatMap(each => each.with);
  const rule = 'the protocol keeps it for every run, so that runs can be compared';
  return partners.length === 0
    ? rule
    : `${rule}; it may change together with ${partners.join(' or ')}, never alone`;
}

/** A key that is no parameter: what it is for, and what the base has. */
function keyCard(path: Path, config: SlotConfig, { base }: SlotContext): string {
  const own = textAt(config.document, path);
  const other = base && textAt(base.document, path);
  const purpose = purposeOf(path);
  if (purpose === '' && (other === undefined || other === own)) return '';
  return blocks(title(pathText(path)), sentence(purpose), facts([{ name: 'Base', value: other ?? '' }]));
}

function purposeOf([section, key]: Path): string {
  if (section === 'dataset')
    return 'Routes the run of this slot to a data folder of its own. It ends in the number of the slot and never changes.';
  if (section === 'claude')
    return key === 'n_iter_block'
      ? 'Iterations in a block.'
      : 'Read by the script that runs the batches, and only on a fresh start.';
  return section === 'description' ? 'A text for people: it belongs to the slot.' : '';
}

function textAt(document: SlotDocument, path: Path): string | undefined {
  const node = entryAt(document, path)?.node;
  return node && document.text.slice(node.span.start, node.span.end);
}

const shown = (value: Value | undefined): string => (value === undefined ? '–' : formatValue(value));
