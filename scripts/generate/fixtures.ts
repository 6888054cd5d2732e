/** Reads the fixture folders of the rules. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { optionsFor } from '../../test/fixtures/options.ts';
import { readFixture } from '../../test/fixtures/read.ts';
import { hasSlotFixture, readSlotFixture } from '../../test/fixtures/slots.ts';
import type { RuleFixture } from './docs.ts';

/** The fixtures of all rules by slug. Run in the root of the repository. */
export function ruleFixtures(
  folder = path.join('test', 'fixtures', 'rules'),
): ReadonlyMap<string, RuleFixture> {
  const slugs = readdirSync(folder).filter(slug => existsSync(path.join(folder, slug, 'why.md')));
  return new Map(slugs.map(slug => [slug, ruleFixture(path.join(folder, slug))]));
}

function ruleFixture(dir: string): RuleFixture {
  const read = (name: string) => {
    const file = path.join(dir, name);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  };
  const bad = read('bad.md');
  const example = read('example.md');
  const options = optionsFor(dir);
  return {
    why: read('why.md') ?? '',
    options,
    ...(hasSlotFixture(dir) && { badSlots: readSlotFixture(dir, 'bad', options.protocol).files }),
    ...(bad !== undefined && { bad: readFixture(bad).text }),
    ...(example !== undefined && { example }),
  };
}
