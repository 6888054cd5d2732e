// @ts-check
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The errors in iterlog's own output channel, which VS Code keeps in its folder of logs.
 *
 * @param {string} folder anything above a user data folder
 * @returns {string[]}
 */
export function reportedBugs(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => path.basename(name) === 'iterlog.log')
    .flatMap(name => readFileSync(path.join(folder, name), 'utf8').split(/\n(?=\d{4}-)/))
    .filter(entry => entry.includes('[error]'));
}
