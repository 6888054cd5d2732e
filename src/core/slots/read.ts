/**
 * Reads a slot config as PyYAML's safe loader does, keeping every place. With this file the hosts load `yaml`, so they
 * load it with the first slot config, never before.
 */
import { Composer, isAlias, isMap, isScalar, isSeq, Parser } from 'yaml';
import type { Document } from 'yaml';
import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import { isRefusal, refusal } from './model.ts';
import type { SlotDocument, SlotRefusal } from './model.ts';
import { tokenFault } from './tokens.ts';
import { TreeBuilder, Unreadable } from './tree.ts';

/** Characters; a slot config has about three thousand. */
export const mostCharacters = 200_000;

/** What a text says, or why it is not read. Never throws. */
export function readSlot(text: string): SlotDocument | SlotRefusal {
  if (text.length > mostCharacters) {
    const message = 'This file has over 200,000 characters: it is no slot config.';
    return refusal('too-large', message, span(0, 0));
  }
  const odd = oddCharacter(text);
  if (odd) return odd;
  try {
    const composed = compose(text);
    return isRefusal(composed) ? composed : documentOf(composed, text);
  } catch (error) {
    if (error instanceof Unreadable) return error.refusal;
    if (error instanceof RangeError) return refusal('syntax', 'This YAML is nested too deeply.', span(0, 0));
    throw error;
  }
}

/** What PyYAML refuses or takes for the end of a line, where other readers do not. */
function oddCharacter(text: string): SlotRefusal | undefined {
  const at = text.search(
    /[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]|\r(?!\n)|^\ufeff /u,
  );
  if (at < 0) return undefined;
  const code = (text.codePointAt(at) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return refusal(
    'character',
    `PyYAML does not read the character U+${code} as other programs do: take it out.`,
    span(at, at + 1),
  );
}

function compose(text: string): Document.Parsed | SlotRefusal {
  const tokens = [...new Parser().parse(text)];
  const fault = tokenFault(tokens);
  if (fault) return fault;
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    // It compares each key with all others: the tree does that better.
    uniqueKeys: false,
    keepSourceTokens: true,
    prettyErrors: false,
    logLevel: 'silent',
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [first, second] = documents;
  const error = first?.errors[0];
  if (error) return syntaxFault(error.message, span(...error.pos), text);
  if (second) {
    const message = 'PyYAML loads one document from a config, and this file holds several. Keep one.';
    const start = second.range[0];
    return refusal('several-documents', message, span(start, start));
  }
  return first ?? refusal('empty', 'This file holds no settings.', span(0, 0));
}

function syntaxFault(message: string, { start, end }: Span, { length }: string): SlotRefusal {
  const place = span(Math.min(start, length), Math.min(Math.max(end, start), length));
  return refusal('syntax', `This is not YAML: ${message}.`, place);
}

function documentOf(document: Document.Parsed, text: string): SlotDocument | SlotRefusal {
  const { contents } = document;
  const all = span(0, 0);
  if (contents === null || (isScalar(contents) && contents.range[0] === contents.range[1]))
    return refusal('empty', 'This file holds no settings.', all);
  if (!isMap(contents)) {
    const what = isSeq(contents) ? 'a list' : isAlias(contents) ? 'an alias' : 'a single value';
    const place = span(contents.range[0], contents.range[0]);
    return refusal('not-a-mapping', `A slot config is a mapping, \`key: value\` lines, not ${what}.`, place);
  }
  return { text, root: new TreeBuilder(document, text).map(contents) };
}
