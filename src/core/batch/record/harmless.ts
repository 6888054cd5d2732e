/** Prose for a log's line in which no reader of the log takes anything for a value. */
import type { Protocol } from '../../protocol/types.ts';
import { oneLine } from '../../text/markdown.ts';

/** One line, in which no metric has an equals sign: the tree builder would take its number for a measurement. */
export function harmless(text: string, { metrics, reward }: Protocol): string {
  let plain = oneLine(text).replaceAll('<!--', '<! --');
  for (const name of new Set([reward, ...Object.keys(metrics)]))
    if (name !== '') plain = plain.replaceAll(`${name}=`, `${name} `);
  return plain;
}
