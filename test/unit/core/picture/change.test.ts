/** Pictures by their differences. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { changed, changeOf } from '../../../../src/core/picture/change.ts';
import { changeSchema, pictureSchema } from '../../../../src/core/picture/picture-schema.ts';
import { pictureOf } from '../../../../src/core/picture/picture.ts';
import { exploration } from '../../../fixtures/exploration.ts';
import { makeLog } from '../../../fixtures/make-log.ts';
import { picturedLogs } from '../../../fixtures/pictured.ts';

const pictures = picturedLogs
  .filter(({ text }) => text.length < 500_000)
  .map(({ name, make }) => pictureOf({ exploration: make() }, name));
const overTheWire = <T>(message: T): T => JSON.parse(JSON.stringify(message)) as T;

describe('the change of a picture', () => {
  it('makes any picture of any other one', () => {
    for (const before of pictures)
      for (const after of pictures) {
        const change = changeSchema.parse(overTheWire(changeOf(before, after)));
        const made = changed(before, change);
        assert.deepEqual(made, after);
        pictureSchema.parse(made);
      }
  });

  it('makes of a log what it has become by edits', () => {
    const text = makeLog(40);
    const before = pictureOf({ exploration: exploration(text) }, 'a log');
    const edit = fc.record({
      at: fc.nat(text.length),
      gone: fc.nat(400),
      added: fc.constantFrom('', '9', '\n', '## Iter 7: x\n', 'Node: id=3, parent=2\n', 'failed'),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), edits => {
        const edited = edits.reduce(
          (now, { at, gone, added }) => now.slice(0, at) + added + now.slice(at + gone),
          text,
        );
        const after = pictureOf({ exploration: exploration(edited) }, 'a log');
        assert.deepEqual(changed(before, overTheWire(changeOf(before, after))), after);
        assert.deepEqual(changed(after, overTheWire(changeOf(after, before))), before);
      }),
      { numRuns: 60 },
    );
  });

  it('of one key is small, however long the log is', () => {
    const text = makeLog(2000);
    const at = text.indexOf('V_rest_R2=0.', text.length / 2) + 14;
    const [before, after] = [text, `${text.slice(0, at)}9${text.slice(at)}`].map(one =>
      pictureOf({ exploration: exploration(one) }, 'a log'),
    );
    assert.ok(before && after);
    const size = (message: unknown) => JSON.stringify(message).length;
    assert.ok(
      size(changeOf(before, after)) * 6 < size(after),
      `${size(changeOf(before, after))} of ${size(after)}`,
    );
  });
});
