import type { Io } from './io.ts';
import { printable } from './printable.ts';

/** A sentence for the user, on standard error: standard output is for what a command gives. */
export const say = (io: Io, text: string): void => void io.stderr.write(`iterlog: ${printable(text)}\n`);
