/** Names of parameters, with what there is to know of them. */
import { formatValue } from '../../protocol/format.ts';
import type { Parameter, Protocol } from '../../protocol/types.ts';

const order: readonly Parameter['role'][] = ['tunable', 'known', 'locked', 'seed'];

/** The protocol's parameters in its order: those of every Config line, then the tunable, known, locked ones and seeds. */
export function namesInOrder({ parameters, configKeys }: Protocol): string[] {
  const listed = configKeys.filter(name => parameters[name]);
  const rest = Object.keys(parameters).filter(name => !listed.includes(name));
  return [...listed, ...order.flatMap(role => rest.filter(name => parameters[name]?.role === role))];
}

/** `tunable, 1.2E-3 to 3E-3 or 0; baseline 0`. */
export function aboutParameter({ parameters }: Protocol, name: string): string {
  const parameter = parameters[name];
  if (!parameter) return '';
  const { role, min, max, also, value, candidates } = parameter;
  const range = min !== undefined && max !== undefined ? `${formatValue(min)} to ${formatValue(max)}` : '';
  const beside = also.map(formatValue).join(' or ');
  const allowed = [range, beside].filter(Boolean).join(' or ');
  const known =
    value === undefined ? '' : `${role === 'locked' ? 'value' : 'baseline'} ${formatValue(value)}`;
  const lines = [
    [[role, allowed].filter(Boolean).join(', '), known].filter(Boolean).join('; '),
    candidates.length > 0 ? `candidates: ${candidates.map(formatValue).join(', ')}` : '',
  ];
  return lines.filter(Boolean).join('\n');
}
