import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Mirrors } from '../../../../src/node/run/mirrors.ts';

describe('the copies of outputs', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(os.tmpdir(), 'iterlog-mirrors-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  const text = (name: string) => readFileSync(path.join(folder, name), 'utf8');
  const bytes = (of: string) => Buffer.from(of);

  it('go on where they end', () => {
    const first = new Mirrors(folder, ['00']);
    assert.deepEqual(first.offsets(), ['00.o:0', '00.e:0']);
    first.write('00', 'out', bytes('abc'));
    first.close();
    const second = new Mirrors(folder, ['00']);
    assert.deepEqual(second.offsets(), ['00.o:3', '00.e:0']);
    second.write('00', 'out', bytes('def'));
    second.close();
    assert.equal(text('00.out'), 'abcdef');
  });

  it('hold the output once when two look on, each at its own pace', () => {
    const [one, other] = [new Mirrors(folder, ['00']), new Mirrors(folder, ['00'])];
    one.write('00', 'out', bytes('abc'));
    other.write('00', 'out', bytes('ab'));
    one.write('00', 'out', bytes('def'));
    other.write('00', 'out', bytes('cdefg'));
    one.close();
    other.close();
    assert.equal(text('00.out'), 'abcdefg');
  });

  it('begin anew when the output did', () => {
    const mirrors = new Mirrors(folder, ['00']);
    mirrors.write('00', 'err', bytes('abc'));
    mirrors.empty('00', 'err');
    mirrors.write('00', 'err', bytes('x'));
    mirrors.close();
    assert.equal(text('00.err'), 'x');
  });
});
