import type { RunRecord } from '../../../core/run/record.ts';
import { mixedOutput } from '../../../node/run/mixed-output.ts';
import type { MixedOutput } from '../../../node/run/mixed-output.ts';
import { printable } from '../../printable.ts';

/** The output of a run as whole lines, without anything that a terminal obeys. */
export const printableText = (record: Pick<RunRecord, 'kind'>, write: (text: string) => void): MixedOutput =>
  mixedOutput(record, line => write(`${printable(line)}\n`));
