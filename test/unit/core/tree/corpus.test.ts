/** Every case of the corpus: the score file must be the one that the reference wrote, byte for byte. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from '../../../../src/core/log/parse.ts';
import type { ParsedLog } from '../../../../src/core/log/parse.ts';
import { buildTree } from '../../../../src/core/tree/build.ts';
import type { Dialect } from '../../../../src/core/tree/model.ts';
import { scoreFile } from '../../../../src/core/tree/score-file.ts';
import { corpusPath, describeCorpus } from '../../../fixtures/corpus.ts';

interface Case {
  readonly log: string;
  readonly dialect: Dialect;
  readonly reward: string;
  readonly currentIteration: number | null;
  readonly blockSize: number;
  readonly c: number;
  readonly runLog: string | null;
  readonly written: boolean | null;
  readonly error: boolean;
  readonly scores: string | null;
}

const read = (name: string): string => readFileSync(corpusPath(name) ?? '', 'utf8');

describeCorpus('score files of the reference', () => {
  const cases = JSON.parse(read('ucb/index.json')) as readonly Case[];
  const logs = [...new Set(cases.map(({ log }) => log))];

  it('are more than a thousand', () => assert.ok(cases.length > 1000, `${cases.length}`));

  for (const log of logs) {
    const own = cases.filter(one => one.log === log);
    it(`${log}: ${own.length} cases`, () => {
      const parsed = parse(read(log));
      for (const one of own) assert.deepEqual(outcome(parsed, one), expected(one), JSON.stringify(one));
    });
  }
});

function outcome(log: ParsedLog, one: Case): string | undefined {
  const { dialect, reward, blockSize, c } = one;
  const result = buildTree(log, {
    dialect,
    reward,
    blockSize,
    c,
    formula: 'puct',
    parents: 'effective',
    iteration: one.currentIteration ?? undefined,
    ...(one.runLog === null ? {} : { runLog: read(one.runLog) }),
  });
  return result.ok ? scoreFile(result.tree) : 'error';
}

const expected = ({ error, written, scores }: Case): string | undefined =>
  error ? 'error' : written && scores !== null ? read(`ucb/${scores}`) : undefined;
