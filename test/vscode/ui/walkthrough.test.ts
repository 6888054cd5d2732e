import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Workbench } from '../host/workbench.mjs';
import { closeWindow, openWindow, picture, repository } from './support/window.ts';

interface Manifest {
  readonly contributes: {
    readonly walkthroughs: readonly { readonly steps: readonly { readonly title: string }[] }[];
  };
}

/** The titles of the steps, in the words that a person sees. */
function stepTitles(): string[] {
  const read = (name: string) => JSON.parse(readFileSync(repository(name), 'utf8')) as unknown;
  const { contributes } = read('package.json') as Manifest;
  const texts = read('package.nls.json') as Record<string, string>;
  return contributes.walkthroughs.flatMap(({ steps }) =>
    steps.map(({ title }) => texts[title.replaceAll('%', '')] ?? title),
  );
}

describe('the walkthrough', () => {
  let window: Workbench;
  before(async () => {
    window = await openWindow();
  });
  after(() => closeWindow(window));

  it('shows its first steps', async () => {
    await window.command('Welcome: Open Walkthrough...');
    await window.pick('Keep an exploration log true');
    const { page } = window;
    await page.locator('.getting-started-step').first().waitFor();
    const titles = await page.locator('.getting-started-step .step-title').allInnerTexts();
    assert.deepEqual(titles, stepTitles());
    await page.locator('iframe.webview.ready').waitFor();
    await window.webview().getByText('An exploration log has one entry an iteration').waitFor();
    await window.screenshot(picture('walkthrough'));
  });

  it('shows what each step is about', async () => {
    for (const title of stepTitles()) {
      await window.page.locator('.getting-started-step', { hasText: title }).click();
      await window.page.locator('.getting-started-step.expanded', { hasText: title }).waitFor();
    }
    await window.webview().getByText('"iterlog.targets"').waitFor();
  });
});
