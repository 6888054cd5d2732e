/** Windows with the packaged extension, as a person has them; one server for all suites of a run. */
import { mkdirSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import { installVsix, startServer } from '../../host/server.mjs';
import type { Server, View } from '../../host/server.mjs';
import { openWorkbench } from '../../host/workbench.mjs';
import type { WindowOptions, Workbench } from '../../host/workbench.mjs';
import type { HostName } from '../../host/versions.mjs';

const { ITERLOG_TEST_HOST, ITERLOG_TEST_FOLDER = '', ITERLOG_ROOT = '' } = process.env;

export const host: HostName = ITERLOG_TEST_HOST === 'floor' ? 'floor' : 'newest';
export const repository = (...name: string[]): string => path.join(ITERLOG_ROOT, ...name);

let starting: Promise<Server> | undefined;
const windows = new Set<Workbench>();

/** A window of the server that has iterlog installed; closed at the end of the run, if not before. */
export async function openWindow(view: View & WindowOptions = {}): Promise<Workbench> {
  const window = await openWorkbench(await (starting ??= start()), view);
  windows.add(window);
  return window;
}

export async function closeWindow(window: Workbench | undefined): Promise<void> {
  if (window && windows.delete(window)) await window.close();
}

/** A new folder for what a suite opens. */
export const newFolder = (): Promise<string> => mkdtemp(path.join(ITERLOG_TEST_FOLDER, 'suite-'));

/** Where a picture of this name goes. */
export function picture(name: string): string {
  const folder = repository('out', 'screenshots');
  mkdirSync(folder, { recursive: true });
  return path.join(folder, `${host}-${name}.png`);
}

async function start(): Promise<Server> {
  const profile = { host, userDataDir: path.join(ITERLOG_TEST_FOLDER, 'user') };
  await installVsix(profile, repository('out', 'iterlog.vsix'));
  return startServer(profile);
}

// What a failed test left on the screen.
afterEach(async function () {
  const { currentTest } = this;
  if (currentTest?.state !== 'failed') return;
  const name = currentTest.fullTitle().replace(/\W+/g, '-');
  for (const { page } of windows)
    await page.screenshot({ path: picture(`failed-${name}`) }).catch(() => undefined);
});

after(async () => {
  for (const window of windows) await window.close();
  await (await starting)?.stop();
});
