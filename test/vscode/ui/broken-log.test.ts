import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brokenExploration, logName } from '../workspaces.mjs';
import { newFolder, openWindow } from './support/window.ts';
import type { Workbench } from '../host/workbench.mjs';

describe('a broken log', () => {
  let window: Workbench;
  let file: string;
  before(async () => {
    const folder = await brokenExploration(await newFolder());
    file = path.join(folder, logName);
    window = await openWindow({ folder });
    await window.openFile(logName);
  });

  it('shows squiggles', async () => {
    await window.squiggle('error').first().waitFor();
    assert.ok(readFileSync(file, 'utf8'));
  });
});
