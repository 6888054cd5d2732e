import { namesOf } from '../../protocol/names.ts';
import type { Value } from '../../protocol/types.ts';
import { formatValue, readValue } from '../../protocol/format.ts';
import type { Cursor } from './cursor.ts';
import type { Offers } from './item.ts';
import { aboutParameter, namesInOrder } from './parameter-names.ts';
import { parentConfigOf, valueIn } from './parent-config.ts';
import { configValueOffers } from './values.ts';

/** The parameters that a Config line does not name yet; behind `=` the values of one. */
export function configOffers(cursor: Cursor, before: string): Offers | undefined {
  const item = /[^,;\r\n]*$/.exec(before)?.[0].trimStart() ?? '';
  const [, name, typed = ''] = /^([\w.]+)[ \t]*[=:][ \t]*(\S*)$/.exec(item) ?? [];
  if (name !== undefined) return valueOffers(cursor, name, typed);
  return /^[\w.]*$/.test(item) ? nameOffers(cursor, item) : undefined;
}

function valueOffers(cursor: Cursor, written: string, typed: string): Offers {
  const name = namesOf(cursor.exploration.protocol).parameter(written) ?? written;
  const offers = configValueOffers(cursor, name, mutatedValue(cursor, name));
  return { range: cursor.around(typed.length, /^[^\s,;]*/), offers };
}

function nameOffers(cursor: Cursor, typed: string): Offers {
  const { node, exploration, after } = cursor;
  const { protocol } = exploration;
  const parent = parentConfigOf(cursor);
  const isKept = (name: string): boolean => !node.config.has(name) || name === typed;
  const sign = /^[\w.]*[ \t]*[=:]/.test(after) ? '' : '=';
  const offers = namesInOrder(protocol)
    .filter(isKept)
    .map(name => {
      const had = valueIn(parent, name);
      return {
        label: name,
        insertText: name + sign,
        kind: 'parameter' as const,
        detail: parent && had !== undefined ? `${parent.name}: ${formatValue(had)}` : '',
        documentation: () => aboutParameter(protocol, name),
        goesOn: sign !== '',
      };
    });
  return { range: cursor.around(typed.length, /^[\w.]*/), offers };
}

/** What the Mutation line gives a parameter. */
function mutatedValue({ node }: Cursor, name: string): Value | undefined {
  const names = namesOf(node.protocol);
  const pair = node.field('mutation')?.pairs.find(({ param }) => names.parameter(param.text) === name);
  return pair && readValue(pair.new.text, node.protocol.parameters[name]);
}
