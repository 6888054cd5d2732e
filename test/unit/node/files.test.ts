/** Reading and writing files: what is refused, and that it is all files or none. */
import assert from 'node:assert/strict';
import { chmodSync, chownSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { mostBytes, readStream, readText } from '../../../src/node/read-text.ts';
import { Refusal, refusalOf } from '../../../src/node/refusal.ts';
import { writeFiles } from '../../../src/node/write-files.ts';
import { folderWith, removeFolders } from '../cli/world.ts';

after(removeFolders);

const refused = (code: string, message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Refusal);
  assert.equal(error.code, code);
  assert.match(error.message, message);
  assert.ok(error.advice.endsWith('.'));
  return true;
};

describe('readText', () => {
  it('keeps everything, a byte order mark included', async () => {
    const text = '\uFEFFa\r\nb – ü 🙂';
    const file = path.join(folderWith({ a: text }), 'a');
    const read = await readText(file);
    assert.equal(read.text, text);
    assert.deepEqual(Buffer.from(read.bytes), readFileSync(file));
  });

  it('refuses folders and devices', async () => {
    await assert.rejects(readText(folderWith(), 'x'), refused('directory', /x is a folder/));
    if (process.platform !== 'win32')
      await assert.rejects(readText('/dev/null'), refused('special', /no regular file/));
  });
});

describe('readStream', () => {
  it('refuses a stream over 50 MB before it has read it all', async () => {
    let chunks = 0;
    const endless = (async function* () {
      for (;;) {
        chunks++;
        yield await Promise.resolve(new Uint8Array(1_000_000).fill(97));
      }
    })();
    await assert.rejects(readStream(endless, 'Standard input'), refused('too-large', /over 50 MB/));
    assert.equal(chunks, mostBytes / 1_000_000 + 1);
  });
});

describe('refusalOf', () => {
  for (const [code, kind] of Object.entries({
    EACCES: 'permission',
    EPERM: 'permission',
    ENOENT: 'missing',
    EROFS: 'read-only',
    ENOSPC: 'failed',
    EIO: 'failed',
  })) {
    it(`${code} is ${kind}`, () => {
      const error = Object.assign(new Error(code), { code, syscall: 'open' });
      assert.equal(refusalOf(error, 'a.md').code, kind);
      assert.match(refusalOf(error, 'a.md').message, /^a\.md .*\.$/);
    });
  }

  it('does not take a fault of the program for one', () =>
    assert.throws(() => refusalOf(new TypeError('x'), 'a'), TypeError));
});

describe('writeFiles', () => {
  const change = (folder: string, name: string, after: string, before?: string) => ({
    path: path.join(folder, name),
    name,
    before: before === undefined ? readFileSync(path.join(folder, name)) : Buffer.from(before),
    after,
  });
  const content = (folder: string, name: string) => readFileSync(path.join(folder, name), 'utf8');

  it('refuses a file that changed since it was read, and writes none', async () => {
    const folder = folderWith({ a: '1', b: '2' });
    const changes = [change(folder, 'a', 'x'), change(folder, 'b', 'y', 'old')];
    await assert.rejects(writeFiles(changes), refused('changed', /^b changed while it was read/));
    assert.deepEqual([content(folder, 'a'), content(folder, 'b')], ['1', '2']);
  });

  it('refuses a file that is gone', async () => {
    const folder = folderWith({ a: '1' });
    await assert.rejects(
      writeFiles([change(folder, 'a', 'x'), change(folder, 'b', 'y', 'old')]),
      refused('missing', /^b /),
    );
    assert.equal(content(folder, 'a'), '1');
  });

  it('puts back what it wrote when a later file cannot be written', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = folderWith({ a: '1', 'locked/b': '2' });
    const changes = [change(folder, 'a', 'x'), change(folder, 'locked/b', 'y')];
    chmodSync(folder, 0o777);
    chmodSync(path.join(folder, 'locked'), 0o555);
    // The administrator may write everywhere, so somebody else has to try.
    const root = process.getuid?.() === 0;
    if (root) {
      for (const name of ['', 'a', 'locked', 'locked/b']) chownSync(path.join(folder, name), 65534, 0);
      process.seteuid?.(65534);
    }
    await assert
      .rejects(writeFiles(changes), refused('permission', /^locked\/b /))
      .finally(() => (root ? process.seteuid?.(0) : undefined));
    chmodSync(path.join(folder, 'locked'), 0o755);
    assert.deepEqual([content(folder, 'a'), content(folder, 'locked/b')], ['1', '2']);
    assert.deepEqual(readdirSync(folder).sort(), ['.git', 'a', 'locked']);
  });

  it('writes several files', async () => {
    const folder = folderWith({ a: '1', b: '2' });
    await writeFiles([change(folder, 'a', 'x'), change(folder, 'b', 'y')]);
    assert.deepEqual([content(folder, 'a'), content(folder, 'b')], ['x', 'y']);
  });
});
