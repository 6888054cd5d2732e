/** Definitions and references of iterations. */
import assert from 'node:assert/strict';
import { definitionAt, referencesAt } from '../../../../src/core/language/navigation.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';
import type { Span } from '../../../../src/core/text/span.ts';
import { asked, entry } from './asked.ts';

/** The line of each place, marked where it is. */
const shown = (text: string, places: readonly Span[]): string[] =>
  places.map(({ start, end }) => {
    const from = text.lastIndexOf('\n', start - 1) + 1;
    const to = text.indexOf('\n', end);
    return `${text.slice(from, start)}<${text.slice(start, end)}>${text.slice(end, to)}`;
  });

function definitions(marked: string, protocol?: Protocol): string[] | undefined {
  const { text, exploration, offset } = asked(marked, protocol);
  const found = definitionAt(exploration, offset);
  for (const { line, mark } of found?.targets ?? [])
    assert.ok(line.start <= mark.start && mark.end <= line.end);
  return (
    found &&
    shown(
      text,
      found.targets.map(target => target.mark),
    )
  );
}

function references(marked: string, withDeclarations = true): string[] | undefined {
  const { text, exploration, offset } = asked(marked);
  const found = referencesAt(exploration, offset, withDeclarations);
  return found && shown(text, found);
}

const before = entry(4) + entry(5);

describe('the definition of an iteration', () => {
  it('is its header, asked for wherever it is named, at both ends of the number', () => {
    for (const line of [
      'Next: parent=|5',
      'Next: parent=5|',
      'Observation: better than Iter 5|.',
      'Mutation: [none] — robustness re-run of Node |5',
    ])
      assert.deepEqual(
        definitions(`${before}## Iter 9: failed\n${line}\n`),
        ['## Iter <5>: V_rest partial'],
        line,
      );
    assert.deepEqual(definitions(before.replace('id=4', 'id=4|')), ['## Iter <4>: V_rest partial']);
    assert.deepEqual(definitions(`${before}### Batch 2 (Iter 4-|5)\n`), ['## Iter <5>: V_rest partial']);
  });

  it('of a header that is asked about itself is the whole line, as of any heading', () => {
    const text = before.replace('Iter 4', 'Iter |4');
    assert.deepEqual(definitions(text), ['<## Iter 4: V_rest partial>']);
    assert.deepEqual(references(text), ['<## Iter 4: V_rest partial>', 'Node: id=<4>, parent=root']);
  });

  it('gives the number that was asked about', () => {
    const { text, exploration, offset } = asked(`${before}Iter |5\n`);
    const { digits } = definitionAt(exploration, offset) ?? {};
    assert.equal(digits && text.slice(digits.start, digits.end), '5');
    assert.equal(digits?.start, offset);
  });

  it('is every header with that number', () => {
    const text = entry(5) + entry(5, { status: 'failed' }) + '\nSee Iter |5.\n';
    assert.deepEqual(definitions(text), ['## Iter <5>: V_rest partial', '## Iter <5>: failed']);
  });

  it('is the Node line where no header has the number', () => {
    const text = entry(5).replace('id=5', 'id=7') + '\nSee Iter |7.\n';
    assert.deepEqual(definitions(text), ['Node: id=<7>, parent=root']);
  });

  it('is nowhere for an iteration that is not in the log, for the baseline, and beside numbers', () => {
    assert.equal(definitions(`${before}Iter |6\n`), undefined);
    assert.equal(definitions(before.replace('Node 21', 'Node |21')), undefined);
    assert.equal(definitions(before.replace('Node: id=4', 'No|de: id=4')), undefined);
    assert.equal(definitions(before.replace('W_L2=2', 'W_L2=|2')), undefined);
    assert.equal(definitions('|'), undefined);
  });
});

describe('Node 21', () => {
  const rerun = '[none] — robustness re-run of Node 21';
  const early = entry(20, { mutation: rerun });
  const own = entry(21);
  const late = entry(24, { mutation: rerun, parent: '21' });
  const at = (text: string, part: string) => text.replace(part, part.replace('21', '|21'));

  it('is the baseline while the log has no iteration 21', () => {
    assert.equal(definitions(early + at(late, rerun)), undefined);
    assert.equal(references(at(early, rerun) + late)?.length, 4);
  });

  it('in a re-run after iteration 21 is that iteration, before it the baseline', () => {
    assert.deepEqual(definitions(early + own + at(late, rerun)), ['## Iter <21>: V_rest partial']);
    assert.equal(definitions(at(early, rerun) + own + late), undefined);
  });

  it('in prose stays the baseline, but for a Parent rule', () => {
    assert.equal(definitions(early + own + at(late, 'Node 21 range')), undefined);
    const rule = late.replace('highest UCB', 'Node |21 is best');
    assert.deepEqual(definitions(early + own + rule), ['## Iter <21>: V_rest partial']);
    assert.deepEqual(definitions(`${own}${late}\nIter |21\n`), ['## Iter <21>: V_rest partial']);
  });

  it('is an iteration as any other in a protocol without a baseline', () => {
    assert.deepEqual(definitions(at(early, rerun) + own, presets.metabolism), [
      '## Iter <21>: V_rest partial',
    ]);
  });
});

describe('the references to an iteration', () => {
  const text =
    entry(5) +
    entry(6, { parent: '5', next: '5', rest: 'Verdict: worse than Iter 5 and Iter 15.' }) +
    entry(8, { parent: '5', mutation: '[none] — robustness re-run of Node 5' }) +
    '### Summary of Iters 5-8\n\n- **Slot 0 (id=5)**: again\n';
  const others = [
    'Node: id=6, parent=<5>',
    'Next: parent=<5>',
    'Verdict: worse than Iter <5> and Iter 15.',
    'Node: id=8, parent=<5>',
    'Mutation: [none] — robustness re-run of Node <5>',
    '### Summary of Iters <5>-8',
    '- **Slot 0 (id=<5>)**: again',
  ];

  it('are all places that name it, in the order of the log', () => {
    const all = ['## Iter <5>: V_rest partial', 'Node: id=<5>, parent=root', ...others];
    assert.deepEqual(references(text.replace('id=5', 'id=|5')), all);
    assert.deepEqual(references(text.replace('Iters 5', 'Iters |5')), all);
  });

  it('are without its own header and Node line where declarations are not wanted', () => {
    assert.deepEqual(references(text.replace('parent=5', 'parent=|5'), false), others);
  });

  it('are found of an iteration that is not in the log, too', () => {
    assert.deepEqual(references(text.replace('Iter 15', 'Iter |15')), [
      'Verdict: worse than Iter 5 and Iter <15>.',
    ]);
    assert.equal(references(`|${text}`), undefined);
  });
});
