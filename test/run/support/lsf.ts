/** Commands that stand in for those of LSF, over a folder of their own. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { quote } from '../../../src/core/run/quote.ts';
import { newFolder } from './folders.ts';

const program = path.resolve('test/run/support/lsf-stand-in.mjs');

export interface StandIn {
  /** Lines of shell that put the commands on the PATH, as the profile of an LSF does. */
  readonly prelude: string;
  /** Sets one of the files that change what they do; see `lsf-stand-in.mjs`. */
  set(knob: 'down' | 'forgetful' | 'old' | 'slots' | 'minute', value?: number | boolean): void;
}

export function standInForLsf(): StandIn {
  const folder = newFolder('lsf');
  const bin = path.join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  for (const command of ['bsub', 'bjobs', 'bkill', 'bhist', 'bqueues']) {
    const words = [process.execPath, program, folder, command].map(quote).join(' ');
    writeFileSync(path.join(bin, command), `#!/bin/sh\nexec ${words} "$@"\n`, { mode: 0o755 });
  }
  return {
    prelude: `echo a site that greets\nPATH=${quote(bin)}:$PATH; export PATH`,
    set(knob, value = true) {
      const file = path.join(folder, knob);
      if (value === false) rmSync(file, { force: true });
      else writeFileSync(file, String(value));
    },
  };
}
