/** Small logs with the score file that was worked out for each by hand; with c = 1 and N = 4 the bonus is 2/(1+visits). */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../../../src/core/log/parse.ts';
import { buildTree } from '../../../../src/core/tree/build.ts';
import type { TreeSettings } from '../../../../src/core/tree/model.ts';
import { scoreFile } from '../../../../src/core/tree/score-file.ts';

const folder = 'test/fixtures/tree';

describe('score file', () => {
  for (const name of readdirSync(folder).filter(file => file.endsWith('.md'))) {
    it(name.replace('.md', ''), () => {
      const log = readFileSync(path.join(folder, name), 'utf8');
      const expected = readFileSync(path.join(folder, name.replace('.md', '.txt')), 'utf8');
      assert.equal(outcome(log, path.join(folder, name.replace('.md', '.log'))), expected);
    });
  }
});

/** The settings stand in the log's first line: `<!-- ucb: {...} -->`. */
function outcome(text: string, runLog: string): string {
  const given = JSON.parse(/^<!-- ucb: (.*) -->/.exec(text)![1]!) as Partial<TreeSettings>;
  const settings: TreeSettings = {
    reward: 'V_rest_R2',
    dialect: 'flyvis',
    c: 1,
    formula: 'puct',
    parents: 'effective',
    blockSize: 0,
    iteration: undefined,
    ...(existsSync(runLog) ? { runLog: readFileSync(runLog, 'utf8') } : {}),
    ...given,
  };
  const result = buildTree(parse(text), settings);
  if (result.ok) return scoreFile(result.tree) ?? '';
  const { line, metric, text: found } = result.refusal;
  return `refused: line ${line}, ${metric} ${found}\n`;
}
