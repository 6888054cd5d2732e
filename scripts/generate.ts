/** Writes every generated file; with `--check` only names those that differ, and exits 1 when some do. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { differences, generatedFiles } from './generate/all.ts';

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const files = generatedFiles();
const { stale, superfluous } = differences(files);

if (process.argv.includes('--check')) {
  for (const { file } of stale) say(`out of date: ${file}`);
  for (const file of superfluous) say(`superfluous: ${file}`);
  if (stale.length + superfluous.length > 0) {
    say('Run `npm run generate`.');
    process.exitCode = 1;
  }
} else {
  for (const { file, text } of stale) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    say(`wrote ${file}`);
  }
  for (const file of superfluous) {
    rmSync(file);
    say(`removed ${file}`);
  }
  say(`${files.length} generated files are up to date.`);
}
