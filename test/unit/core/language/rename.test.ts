/** Giving an iteration another number. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mentionsIn } from '../../../../src/core/language/mentions.ts';
import { renameAt, startRename } from '../../../../src/core/language/rename.ts';
import type { RenameFault } from '../../../../src/core/language/rename.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import { applyEdits } from '../../../../src/core/text/edits.ts';
import { buildTree } from '../../../../src/core/tree/build.ts';
import { treeSettings } from '../../../../src/core/tree/settings.ts';
import { arbitraryLog } from '../../../fixtures/arbitrary.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { asked, entry, exploring } from './asked.ts';

/** The text after a rename at the mark, or why there is none. */
function renamed(marked: string, name: string): string {
  const { text, exploration, offset } = asked(marked);
  const result = renameAt(exploration, offset, name);
  return result.ok ? applyEdits(text, result.edits) : result.refusal.fault;
}

function fault(marked: string): RenameFault | undefined {
  const { exploration, offset } = asked(marked);
  const start = startRename(exploration, offset);
  return start.ok ? undefined : start.refusal.fault;
}

const rerun = '[none] — robustness re-run of Node';
const text =
  entry(5) +
  entry(6, { parent: '5', next: '5', rest: 'Verdict: worse than Iter 5.' }) +
  entry(8, { parent: '5', mutation: `${rerun} 5` }) +
  '### Summary of Iters 5-8\n';
const marks = ['## Iter |5', 'Node: id=|5', 'parent=|5', `${rerun} |5`];
const at = (mark: string): string => text.replace(mark.replace('|', ''), mark);

describe('renaming an iteration', () => {
  it('renumbers header, Node, parents, Next and re-runs, from any of them, and leaves prose alone', () => {
    const expected =
      entry(5).replace('Iter 5', 'Iter 7').replace('id=5', 'id=7') +
      entry(6, { parent: '7', next: '7', rest: 'Verdict: worse than Iter 5.' }) +
      entry(8, { parent: '7', mutation: `${rerun} 7` }) +
      '### Summary of Iters 5-8\n';
    for (const mark of marks) assert.equal(renamed(at(mark), '7'), expected, mark);
    assert.equal(renamed(at('## Iter |5'), ' 7 '), expected);
    assert.equal(renamed(at('Next: parent=|5'), '007'), expected);
  });

  it('renumbers what the tree builder reads in code fences and between entries, too', () => {
    const rest = '---\n\nNode: id=6, parent=5\n\n```\nNext: parent=5\n```\nNode 5\n';
    assert.equal(
      renamed(`${entry(5)}${entry(6)}${rest}`.replace('id=5', 'id=|5'), '9'),
      `${entry(5)}${entry(6)}${rest.replaceAll('parent=5', 'parent=9')}`
        .replace('Iter 5', 'Iter 9')
        .replace('id=5', 'id=9'),
    );
  });

  it('keeps the zeros before a number', () => {
    assert.equal(renamed('## Iter 05: failed\nNode: id=005, parent=|root\n', '7'), 'nowhere');
    assert.equal(
      renamed('## Iter |05: failed\nNode: id=005, parent=root\n', '12'),
      '## Iter 012: failed\nNode: id=0012, parent=root\n',
    );
  });

  it('to the number that it has changes nothing', () => {
    assert.equal(renamed(at('## Iter |5'), '5'), text);
  });

  it('starts on the number only, and never in prose', () => {
    for (const mark of marks) assert.equal(fault(at(mark)), undefined, mark);
    assert.equal(fault(at('No|de: id=5')), 'nowhere');
    assert.equal(fault(at('V_rest |partial')), 'nowhere');
    assert.equal(fault(at('than Iter |5')), 'prose');
    assert.equal(fault(at('Iters |5')), 'prose');
    assert.equal(renamed(at('than Iter |5'), '7'), 'prose');
    assert.equal(fault('|'), 'nowhere');
  });

  it('says which number it starts from', () => {
    const { exploration, offset, text: whole } = asked(at('Next: parent=|5'));
    const start = startRename(exploration, offset);
    assert.ok(start.ok);
    assert.equal(start.id, 5);
    assert.equal(whole.slice(start.digits.start, start.digits.end), '5');
  });

  it('refuses what is no number from 1 on', () => {
    for (const name of ['0', '-1', '1.5', 'five', '', ' ', '1e3', '9'.repeat(20), 'root'])
      assert.equal(renamed(at('## Iter |5'), name), 'no-number', name);
  });

  it('refuses a number that another entry has, in its header or on its Node line', () => {
    assert.equal(renamed(at('## Iter |5'), '6'), 'taken');
    assert.equal(renamed(at('## Iter |5').replace('id=8', 'id=9'), '8'), 'taken');
    assert.equal(renamed(at('## Iter |5').replace('id=8', 'id=9'), '9'), 'taken');
    assert.notEqual(renamed(at('## Iter |5'), '9'), 'taken');
  });

  it('takes a number that only others name: the usual typing mistake', () => {
    const typo = entry(22).replace('Iter 22', 'Iter |22') + entry(3, { parent: '2' });
    assert.match(renamed(typo, '2'), /^## Iter 2: .*\nNode: id=2, /);
  });

  it('refuses an iteration that is not in the log, or in it more than once', () => {
    assert.equal(fault(`${text}${entry(9, { next: '|4' })}`), 'unknown');
    assert.equal(fault(`${text}${entry(5).replace('Iter 5', 'Iter |5')}`), 'duplicate');
    assert.equal(fault(`${text}${entry(9, { parent: '|5' }).replace('id=9', 'id=5')}`), 'duplicate');
  });

  it('leaves the baseline alone, and its place in re-runs', () => {
    assert.equal(fault(entry(4, { mutation: `${rerun} |21` })), 'baseline');
    const later = entry(20, { mutation: `${rerun} 21` }) + entry(24, { mutation: `${rerun} 21` });
    assert.equal(renamed(entry(17).replace('Iter 17', 'Iter |17') + later, '21'), 'hides-baseline');
    const earlier = entry(20, { mutation: `${rerun} 21` });
    assert.match(renamed(entry(23).replace('Iter 23', 'Iter |23') + earlier, '21'), /^## Iter 21:/);
    assert.equal(
      renamed(`${earlier}${entry(21).replace('Iter 21', 'Iter |21')}${later.slice(earlier.length)}`, '22'),
      `${earlier}${entry(22)}${entry(24, { mutation: `${rerun} 22` })}`.replace('0.522', '0.521'),
    );
  });

  it('refuses with a sentence', () => {
    const { exploration, offset } = asked(at('## Iter |5'));
    for (const name of ['6', 'x']) {
      const result = renameAt(exploration, offset, name);
      assert.ok(!result.ok);
      assert.match(result.refusal.message, /^[A-Z].*\.$/);
    }
  });
});

interface Rename {
  readonly log: string;
  readonly offset: number;
  readonly from: number;
  readonly to: number;
}

/** Renames of one of a log's iterations, asked for at any place that allows it, to a number that stands nowhere in it. */
const renamesIn = (log: string): fc.Arbitrary<Rename | undefined> => {
  const exploration = exploring(log);
  const { sections, offsets } = exploration.result.log;
  const mentions = sections.flatMap((section, i) =>
    mentionsIn(section).map(({ id, span }) => ({ from: id, offset: (offsets[i] ?? 0) + span.start })),
  );
  const starts = mentions.filter(({ offset }) => startRename(exploration, offset).ok);
  const taken = new Set(mentions.map(({ from }) => from));
  const free = Array.from({ length: 40 }, (_, i) => i + 1).filter(id => !taken.has(id));
  if (starts.length === 0) return fc.constant(undefined);
  return fc
    .tuple(fc.constantFrom(...starts), fc.constantFrom(...free, 100, 1234))
    .map(([start, to]) => ({ log, ...start, to }));
};

/** The log after a rename; undefined where it is refused. */
function after({ log, offset, to }: Rename): string | undefined {
  const result = renameAt(exploring(log), offset, String(to));
  return result.ok ? applyEdits(log, result.edits) : undefined;
}

/** Where a place of a log is after a rename. */
function moved({ log, offset, to }: Rename): number {
  const result = renameAt(exploring(log), offset, String(to));
  assert.ok(result.ok);
  const before = result.edits.filter(edit => edit.end <= offset);
  return before.reduce((at, edit) => at + edit.text.length - (edit.end - edit.start), offset);
}

interface Roomy {
  readonly log: string;
  /** Its iterations. */
  readonly ids: readonly number[];
  /** The one that has room on both sides, so that another number need not change the order. */
  readonly alone: number;
}

/** Logs whose Next lines name any iteration, so that they give the following ones other parents than those declared. */
const roomyLog: fc.Arbitrary<Roomy> = fc
  .record({
    entries: fc.integer({ min: 4, max: 16 }),
    alone: fc.integer({ min: 1, max: 4 }),
    nexts: fc.array(fc.nat(), { minLength: 16, maxLength: 16 }),
  })
  .map(({ entries, alone, nexts }) => {
    const spaced = (id: number): number => (id < alone ? id : id === alone ? id + 5 : id + 10);
    const ids = Array.from({ length: entries }, (_, i) => spaced(i + 1));
    let line = 0;
    const log = makeLog(entries)
      .replace(/^Next: parent=.*/gm, () => `Next: parent=${((nexts[line++] ?? 0) % entries) + 1}`)
      .replace(/(?<=Iter |id=|parent=)\d+/g, id => String(spaced(Number(id))));
    return { log, ids, alone: spaced(alone) };
  });

/** `id parent` of every node as the tree builder has it, by the numbers that `name` gives; and how many have a parent of a Next. */
function parents(log: string, name = (id: number): number => id): { parents: string[]; overridden: number } {
  const settings = { ...treeSettings(presets.vrest, parse(log)), blockSize: 0 };
  const result = buildTree(parse(log), settings);
  assert.ok(result.ok);
  const { nodes } = result.tree;
  return {
    parents: nodes.map(({ id, effectiveParent }) => `${name(id)} ${name(effectiveParent)}`),
    overridden: nodes.filter(node => node.overriddenBy !== undefined).length,
  };
}

describe('for every log, a rename', () => {
  it('and back gives the same bytes', () => {
    const logs = fc.oneof(
      arbitraryLog,
      roomyLog.map(({ log }) => log),
    );
    let done = 0;
    fc.assert(
      fc.property(logs.chain(renamesIn), rename => {
        fc.pre(rename !== undefined);
        const there = after(rename);
        fc.pre(there !== undefined);
        const back = { log: there, offset: moved(rename), from: rename.to, to: rename.from };
        assert.equal(after(back), rename.log);
        done++;
      }),
      { numRuns: 60 },
    );
    assert.ok(done >= 60);
  });

  it('keeps every effective parent where the order of the iterations stays', () => {
    let overridden = 0;
    const cases = roomyLog.chain(({ log, ids, alone }) => {
      const room = (to: number): boolean => ids.every(id => id === alone || Math.abs(id - to) > 1);
      const lowest = Math.max(0, ...ids.filter(id => id < alone));
      const highest = Math.min(40, ...ids.filter(id => id > alone));
      const free = Array.from({ length: highest - lowest }, (_, i) => lowest + i).filter(room);
      return fc.record({
        log: fc.constant(log),
        offset: fc.constant(log.indexOf(`## Iter ${alone}:`) + '## Iter '.length),
        from: fc.constant(alone),
        to: fc.constantFrom(...free.filter(to => to > 0)),
      });
    });
    fc.assert(
      fc.property(cases, rename => {
        const there = after(rename);
        // A re-run of Node 21 may stand behind it.
        fc.pre(there !== undefined);
        const before = parents(rename.log, id => (id === rename.from ? rename.to : id));
        assert.deepEqual(parents(there).parents, before.parents);
        overridden += before.overridden;
      }),
      { numRuns: 60 },
    );
    assert.ok(overridden > 60);
  });
});
