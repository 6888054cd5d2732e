/** Every generated file of the repository: the list to which a new generator is added. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { rules } from '../../src/core/lint/registry.ts';
import { docFiles, docsFolder } from './docs.ts';
import { ruleFixtures } from './fixtures.ts';
import type { Generated } from './generated.ts';
import { manifestFiles } from './manifest.ts';
import { schemaFiles } from './schema.ts';

/** Folders in which every file is generated: any other file in them is superfluous. */
const ownedFolders = [docsFolder, 'schemas'];

export const generatedFiles = (): readonly Generated[] => [
  ...docFiles(rules, ruleFixtures()),
  ...schemaFiles(),
  ...manifestFiles(),
];

/** What the working tree has otherwise: files to write, and files to delete. Run in the root of the repository. */
export function differences(files: readonly Generated[]): {
  readonly stale: readonly Generated[];
  readonly superfluous: readonly string[];
} {
  const names = new Set(files.map(({ file }) => file));
  const present = ownedFolders
    .filter(folder => existsSync(folder))
    .flatMap(folder => readdirSync(folder).map(name => `${folder}/${name}`));
  return {
    stale: files.filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text),
    superfluous: present.filter(file => !names.has(file)),
  };
}
