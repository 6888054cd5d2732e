/** The Metrics line of a run: every number as it was measured. */
import { plainDecimal } from '../../lint/readability.ts';
import type { Protocol } from '../../protocol/types.ts';
import type { Measured } from './measured.ts';
import { wantedMetrics } from './measured.ts';

/** `V_rest_R2=0.4990, connectivity_R2=-1.3500`; what the result log lacks is left out. */
export function metricsText({ metrics }: Measured, protocol: Protocol): string {
  return wantedMetrics(protocol)
    .flatMap(name => {
      const value = metrics.get(name);
      return value === undefined ? [] : [`${name}=${spelled(value)}`];
    })
    .join(', ');
}

/** The same number without an exponent or a plus sign, which the tree builder misreads; every digit and a minus sign stay. */
function spelled(value: string): string {
  const plain = value.replace(/^\+/, '');
  if (/^-?(?:nan|inf)$/i.test(plain)) return plain.toLowerCase();
  if (!/e/i.test(plain)) return plain;
  return plain.startsWith('-') ? `-${plainDecimal(plain.slice(1))}` : plainDecimal(plain);
}
