import type { Value } from '../protocol/types.ts';
import { namesOf } from '../protocol/names.ts';
import { isRefusal } from '../slots/model.ts';
import { applyEdits } from '../text/edits.ts';
import type { ActionFiles } from './action.ts';
import { setValues } from './write-config.ts';

/**
 * The text of a config with what tells another run's config from others: what differs between the two is then what the
 * search changed. The text itself where it cannot be changed.
 */
export function configAs(
  text: string,
  valueOf: (name: string) => Value | undefined,
  files: Pick<ActionFiles, 'protocol' | 'base'>,
): string {
  const values = new Map<string, Value>();
  for (const name of namesOf(files.protocol).sampleKey) {
    const value = valueOf(name);
    if (value !== undefined) values.set(name, value);
  }
  const edits = setValues({ text }, values, files);
  return isRefusal(edits) ? text : applyEdits(text, edits);
}
