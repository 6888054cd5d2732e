/** The nodes of a slot config from the nodes of `yaml`. */
import { isAlias, isMap, isScalar, isSeq, Scalar as YamlScalar } from 'yaml';
import type { Alias, Document, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { refusal } from './model.ts';
import type { Entry, MapNode, RefusalReason, ScalarNode, SlotNode, SlotRefusal } from './model.ts';
import { nothing, resolvePlain, textScalar } from './scalar.ts';

/** Raised inside while a tree is built: the text cannot be read. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  constructor(readonly refusal: SlotRefusal) {
    super(refusal.message);
  }
}

const fail = (reason: RefusalReason, message: string, place: Span): never => {
  throw new Unreadable(refusal(reason, message, place));
};

/** Aliases can multiply without end; more nodes than this no config has. */
const mostNodes = 100_000;

const styles: Readonly<Record<string, ScalarNode['style']>> = {
  [YamlScalar.QUOTE_SINGLE]: 'single',
  [YamlScalar.QUOTE_DOUBLE]: 'double',
  [YamlScalar.BLOCK_LITERAL]: 'block',
  [YamlScalar.BLOCK_FOLDED]: 'block',
};

export class TreeBuilder {
  private built = 0;
  /** The aliases being followed: one that leads to itself has no value. */
  private readonly open = new Set<string>();

  constructor(
    private readonly document: Document.Parsed,
    private readonly text: string,
  ) {}

  /** @throws {Unreadable} for what PyYAML would not load, or iterlog does not follow. */
  map(map: YAMLMap.Parsed): MapNode {
    const own: Entry[] = [];
    const merged: Entry[] = [];
    const keys = new Set<string>();
    for (const pair of map.items) {
      const entry = this.entry(pair);
      const { key, keySpan } = entry;
      if (keys.has(key))
        return fail(
          'duplicate-key',
          `\`${key}\` stands here twice: PyYAML takes the last one. Keep one.`,
          keySpan,
        );
      keys.add(key);
      if (key === '<<' && isPlain(pair.key)) merged.push(...this.merge(entry));
      else own.push(entry);
    }
    const inherited = merged.filter(({ key }) => !keys.has(key) && keys.add(key));
    const nodes = own.map(entry => entry.node);
    return {
      kind: 'map',
      entries: [...own, ...inherited],
      ...this.collection(map, own.at(-1)?.colon ?? 0, nodes),
    };
  }

  private entry({ key, value, srcToken }: YAMLMap.Parsed['items'][number]): Entry {
    const at = key.range;
    const keySpan = span(at[0], at[1]);
    if (!isScalar(key) || at[0] === at[1]) return fail('key', 'A key of a config is a plain name.', keySpan);
    const sep = srcToken?.sep ?? [];
    const sign = sep.find(token => token.type === 'map-value-ind');
    const colon = sign ? sign.offset + 1 : keySpan.end;
    return { key: String(key.value), keySpan, colon, node: this.node(value, colon) };
  }

  /** @param at where an empty value stands. */
  private node(node: ParsedNode | null, at: number): SlotNode {
    if (++this.built > mostNodes)
      return fail('anchor', 'The aliases of this file multiply beyond reason.', span(at, at));
    if (isAlias(node)) return this.alias(node);
    if (isMap(node)) return this.map(node);
    if (isSeq(node)) {
      const items = node.items.map(item => this.node(item, at));
      return { kind: 'list', items, ...this.collection(node, at, items) };
    }
    return this.scalar(node, at);
  }

  private scalar(node: YamlScalar.Parsed | null, at: number): ScalarNode {
    const sharing = node?.anchor === undefined ? 'none' : 'anchor';
    if (!node || node.range[0] === node.range[1]) {
      const place = sharing === 'anchor' && node ? node.range[0] : at;
      return { kind: 'scalar', scalar: nothing, style: 'none', span: span(place, place), sharing };
    }
    const place = this.extent(node);
    const style = styles[node.type ?? ''] ?? 'none';
    const value = style === 'block' ? this.block(node) : String(node.value);
    const scalar = style === 'none' ? resolvePlain(value) : textScalar(value);
    if (!scalar) return fail('value', `PyYAML cannot load \`${value}\` as a value.`, place);
    return { kind: 'scalar', scalar, style, span: place, sharing };
  }

  /** `yaml` ends a block with a line break, even where the file ends without. */
  private block({ value, range }: YamlScalar.Parsed): string {
    const isCut = range[1] === this.text.length && !this.text.endsWith('\n');
    return isCut ? String(value).replace(/\n$/, '') : String(value);
  }

  private alias(alias: Alias.Parsed): SlotNode {
    const place = span(alias.range[0], alias.range[1]);
    const target = alias.resolve(this.document) as ParsedNode | undefined;
    if (!target) return fail('anchor', `No anchor \`&${alias.source}\` stands before this.`, place);
    if (this.open.has(alias.source)) return fail('anchor', 'This alias leads to itself.', place);
    this.open.add(alias.source);
    const node = this.node(target, place.start);
    this.open.delete(alias.source);
    return { ...node, span: place, sharing: 'alias' };
  }

  /** What `<<` brings in; of several mappings the first that has a key counts. */
  private merge({ node, keySpan }: Entry): Entry[] {
    const maps = node.kind === 'list' ? node.items : [node];
    return maps.flatMap(map => {
      if (map.kind !== 'map') return fail('anchor', 'A merge takes a mapping or a list of them.', keySpan);
      return map.entries.map(entry => ({ ...entry, node: { ...entry.node, sharing: 'merged' as const } }));
    });
  }

  /** A block ends with its last value: `yaml` counts what follows, comments too, to it. */
  private collection(
    { range, flow, anchor }: YAMLMap.Parsed | YAMLSeq.Parsed,
    least: number,
    parts: readonly SlotNode[],
  ): Pick<MapNode, 'flow' | 'span' | 'sharing'> {
    const end = flow === true ? range[1] : Math.max(least, parts.at(-1)?.span.end ?? least);
    return {
      flow: flow === true,
      span: span(range[0], Math.max(end, range[0])),
      sharing: anchor === undefined ? 'none' : 'anchor',
    };
  }

  /** From the first character to the last: `yaml` counts the line breaks after a block to it, which only `|+` keeps. */
  private extent({ range }: ParsedNode): Span {
    const end = range[1];
    const own = this.text.slice(range[0], end);
    const isKept = /^[|>]\d?\+/.test(own);
    return span(range[0], range[0] + own.replace(isKept ? /\r?\n$/ : /\s+$/, '').length);
  }
}

const isPlain = (key: unknown): boolean => isScalar(key) && key.type === YamlScalar.PLAIN;
