/** What two configs of an exploration do differently, for people. */
import { formatValue } from '../protocol/format.ts';
import type { Protocol } from '../protocol/types.ts';
import { differences } from '../slots/compare.ts';
import { keysOf } from '../slots/keys.ts';
import { isRefusal, pathText } from '../slots/model.ts';
import type { Entry, SlotDocument, SlotRefusal } from '../slots/model.ts';
import { readSlot } from '../slots/read.ts';

export interface ConfigDifference {
  /** The YAML key with its section: `training.coeff_W_L2`. */
  readonly key: string;
  /** The name that logs use; undefined for what is no parameter. */
  readonly parameter: string | undefined;
  /** As written; undefined where the config does not have the key. */
  readonly a: string | undefined;
  readonly b: string | undefined;
  /** Whether a run uses the same value all the same: one states what the other leaves out. */
  readonly implied: boolean;
  /** What a missing key means, where that is known. */
  readonly default: string | undefined;
}

/** The differences of two configs, numbers by value and parameters through the generations of the schema. */
export function compareConfigs(
  a: string,
  b: string,
  protocol: Protocol,
): readonly ConfigDifference[] | SlotRefusal {
  const one = readSlot(a);
  if (isRefusal(one)) return one;
  const other = readSlot(b);
  if (isRefusal(other)) return other;
  return differences(one, other, protocol).map(({ path, own, other: twin, implied }) => {
    const [parameter] = keysOf(protocol).namesAt(path);
    const value = parameter === undefined ? undefined : protocol.parameters[parameter]?.default;
    return {
      key: pathText(path),
      parameter,
      a: written(own, one),
      b: written(twin, other),
      implied,
      default: value === undefined ? undefined : formatValue(value),
    };
  });
}

const written = (entry: Entry | undefined, { text }: SlotDocument): string | undefined =>
  entry && text.slice(entry.node.span.start, entry.node.span.end);
