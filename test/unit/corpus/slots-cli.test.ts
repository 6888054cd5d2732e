/** The real slot configs of V_rest through the command line. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { corpusPath, describeCorpus } from '../../fixtures/corpus.ts';
import { folderWith, iterlog, removeFolders } from '../cli/world.ts';

interface JsonFinding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
}

describeCorpus('iterlog and the slot configs of V_rest', () => {
  after(removeFolders);
  const base = 'flyvis_62_1_gs_vrest';
  const names = [0, 1, 2, 3].map(slot => `${base}_Claude_0${slot}.yaml`);
  const real = () => {
    const folder = path.join(corpusPath('vrest') ?? '');
    const configs = readdirSync(folder).filter(file => file.endsWith('.yaml'));
    return Object.fromEntries(configs.map(file => [file, readFileSync(path.join(folder, file), 'utf8')]));
  };
  const check = async (cwd: string) => {
    const { out } = await iterlog(['slots', 'check', '.', '--format', 'json'], { cwd });
    return (JSON.parse(out) as JsonFinding[]).map(({ file, rule }) => `${file} ${rule}`);
  };
  const expected = names.map(name => `${name} slot-claude-section`);

  it('finds in each the augmentation that a fresh start would write over the locked one, and nothing else', async () => {
    assert.deepEqual(await check(folderWith(real())), expected);
  });

  it("shows slot 0's W_L2 as a parameter, and finds no fault with grad_clip_W where a slot searches", async () => {
    const files = real();
    const cwd = folderWith(files);
    const { out } = await iterlog(['slots', 'diff', '.', 'base', '0'], { cwd });
    assert.match(out, /^ {2}training\.coeff_W_L2 +W_L2 +2\.5e-06 +3\.5e-06$/m);
    assert.match(out, /^ {2}training\.grad_clip_W +grad_clip_W +\(missing: 0\) +0$/m);
    const clip = (text: string) => text.replace(/grad_clip_W: 0$/m, 'grad_clip_W: 0.5');
    const clipped = Object.fromEntries(
      Object.entries(files).map(([file, text]) => [file, file === names[3] ? text : clip(text)]),
    );
    assert.notDeepEqual(clipped, files);
    assert.deepEqual(await check(folderWith(clipped)), expected);
  });

  it('starts an exploration from the real base config that has nothing to find', async () => {
    const cwd = folderWith({ [`${base}.yaml`]: real()[`${base}.yaml`] ?? '' });
    assert.equal((await iterlog(['start', `${base}.yaml`, '--write'], { cwd })).code, 0);
    const { code, out } = await iterlog(['lint', '--exploration', '.', '--fail-on', 'info'], { cwd });
    assert.deepEqual([code, out], [0, '✔ No problems in 5 files.\n']);
    for (const [slot, name] of names.entries())
      assert.match(
        readFileSync(path.join(cwd, name), 'utf8'),
        new RegExp(`^dataset: ${base}_0${slot}$`, 'm'),
      );
  });
});
