// Runs every benchmark after the other, each in a process of its own: what one has compiled is no help to the next.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';

const folder = path.join('out', 'bench');
for (const name of readdirSync(folder).filter(file => file.endsWith('.bench.mjs')))
  execFileSync(process.execPath, [path.join(folder, name)], { stdio: 'inherit' });
