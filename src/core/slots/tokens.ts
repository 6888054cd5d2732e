/** What can be told from the tokens of a YAML text alone: where PyYAML reads otherwise, or iterlog does not go. */
import type { CST } from 'yaml';
import { span } from '../text/span.ts';
import { refusal } from './model.ts';
import type { RefusalReason, SlotRefusal } from './model.ts';

interface Token {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** The first thing that stands in the way; undefined when nothing does. */
export function tokenFault(tokens: readonly CST.Token[]): SlotRefusal | undefined {
  const anchors = new Set<string>();
  for (const token of flattened(tokens)) {
    const found = faultOf(token) ?? nameFault(token, anchors);
    if (found) {
      const [reason, message] = found;
      return refusal(reason, message, span(token.offset, token.offset + token.source.length));
    }
  }
  return undefined;
}

type Fault = readonly [RefusalReason, string];

/** In quotes, in comments and in block scalars a tab is text. */
const tab: Fault = ['tab', 'PyYAML does not read a tab here: write blanks.'];

function faultOf({ type, source }: Token): Fault | undefined {
  switch (type) {
    case 'scalar':
      if (/^[:?]./.test(source))
        return ['value', `PyYAML does not read \`${source.charAt(0)}\` everywhere: put this into quotes.`];
      return source.includes('\t') ? tab : undefined;
    case 'space':
      return source.includes('\t') ? tab : undefined;
    case 'single-quoted-scalar':
      return /^'(?:[^']|'')*'$/.test(source) ? undefined : ['syntax', 'This text has no closing quote.'];
    case 'tag':
      return ['tag', 'iterlog does not read tags: write the value without it.'];
    case 'directive':
      return ['directive', 'iterlog does not read YAML directives: take this line out.'];
    case 'explicit-key-ind':
      return ['key', 'iterlog reads keys as `key: value` lines only: write this one so.'];
    default:
      return undefined;
  }
}

function nameFault({ type, source }: Token, anchors: Set<string>): Fault | undefined {
  if (type !== 'anchor' && type !== 'alias') return undefined;
  if (!/^.[A-Za-z0-9_-]+$/.test(source))
    return ['anchor', 'PyYAML knows letters, digits, `-` and `_` in the names of anchors: rename this one.'];
  if (type === 'alias') return undefined;
  if (anchors.has(source)) return ['anchor', 'PyYAML does not read the same anchor twice: rename one.'];
  anchors.add(source);
  return undefined;
}

/** Every token with a source, however deep, in no order that matters; without recursion, since a text may nest deeply. */
function* flattened(tokens: readonly CST.Token[]): Generator<Token> {
  const left: object[] = tokens.toReversed();
  for (let token = left.pop(); token; token = left.pop()) {
    if (isToken(token)) yield token;
    for (const part of Object.values(token) as unknown[]) {
      if (Array.isArray(part)) left.push(...part.filter(isObject));
      else if (isObject(part)) left.push(part);
    }
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
const isToken = (value: object): value is Token =>
  'type' in value && 'source' in value && 'offset' in value && typeof value.source === 'string';
