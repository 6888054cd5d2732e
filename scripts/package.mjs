// Builds for production and packs out/iterlog.vsix, without touching the network.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';

const vsix = path.resolve('out/iterlog.vsix');
mkdirSync(path.dirname(vsix), { recursive: true });
const run = (file, ...args) => execFileSync(process.execPath, [file, ...args], { stdio: 'inherit' });
run('esbuild.mjs', '--production');
run(
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--out',
  vsix,
);
