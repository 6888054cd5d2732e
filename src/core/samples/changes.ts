import { equalValues } from '../lint/config.ts';
import type { ResolvedConfig } from '../lint/config.ts';
import { formatValue } from '../protocol/format.ts';
import { namesOf } from '../protocol/names.ts';
import type { Protocol, Value } from '../protocol/types.ts';

/** A parameter in which a config differs from another one. */
export interface Change {
  readonly name: string;
  /** Undefined where the config has none, but the other one has. */
  readonly value: Value | undefined;
  /** Whether no run of the config states the value: each has it from its parent. */
  readonly inherited: boolean;
}

/** What the runs of one config change against a reference, of the parameters that tell configs apart. */
export function changesAgainst(
  reference: ResolvedConfig,
  configs: readonly ResolvedConfig[],
  protocol: Protocol,
): Change[] {
  return namesOf(protocol).sampleKey.flatMap(name => {
    const value = configs[0]?.values.get(name)?.value;
    const was = reference.values.get(name)?.value;
    if (value === undefined ? was === undefined : was !== undefined && equalValues(value, was)) return [];
    const inherited = configs.every(config => typeof config.values.get(name)?.origin === 'number');
    return [{ name, value, inherited }];
  });
}

/** `lr_update=1.8E-3, W_L2=3E-6 (inherited)`; empty for no change. */
export const changesText = (changes: readonly Change[]): string =>
  changes
    .map(({ name, value, inherited }) => {
      const text = value === undefined ? 'not given' : formatValue(value);
      return `${name}=${text}${inherited ? ' (inherited)' : ''}`;
    })
    .join(', ');
