import type { Token } from '../../log/model.ts';
import { parseBoolean } from '../../log/number.ts';
import { formatValue } from '../../protocol/format.ts';
import { replace } from '../../text/edits.ts';
import { plainPairs } from '../mutation.ts';
import type { Finding, IterationRule } from '../rule.ts';

export const booleanForm: IterationRule = {
  slug: 'boolean-form',
  severity: 'info',
  scope: 'iteration',
  summary: 'A truth value is written otherwise than T or F.',
  fixable: true,
  universal: false,
  needs: ({ parameters, configKeys }) => configKeys.some(name => parameters[name]?.type === 'boolean'),
  check(node, { names }) {
    const { parameters, configKeys } = node.protocol;
    const found: Finding[] = [];
    const isBoolean = (name: string | undefined) =>
      name !== undefined && parameters[name]?.type === 'boolean' && configKeys.includes(name);
    if (node.pending) return found;
    for (const { name, item } of node.config.values())
      if (isBoolean(name)) found.push(...otherForm(name, item.value));
    for (const { param, old, new: to } of plainPairs(node)) {
      const name = names.parameter(param.text);
      if (name === undefined || !isBoolean(name)) continue;
      found.push(...otherForm(name, old), ...otherForm(name, to));
    }
    return found;
  },
};

function otherForm(name: string, value: Token): Finding[] {
  const meant = parseBoolean(value.text);
  if (meant === undefined || value.text === formatValue(meant)) return [];
  const text = formatValue(meant);
  return [
    {
      span: value,
      message: `${name} is written T or F: one form finds every run with it.`,
      fix: { title: `Write ${text}`, edits: [replace(value, text)] },
    },
  ];
}
