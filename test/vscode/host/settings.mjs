// @ts-check
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {Record<string, unknown>} Settings
 * @typedef {'dark' | 'light' | 'hc-dark' | 'hc-light'} Theme
 */

/** Settings that keep the window still and silent: nothing pops up, blinks, moves or calls home. */
export const quietSettings = Object.freeze({
  'workbench.colorTheme': 'Default Dark Modern', // the default differs between the versions
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.reduceMotion': 'on',
  'chat.disableAIFeatures': true,
  'chat.commandCenter.enabled': false,
  'extensions.ignoreRecommendations': true,
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'git.enabled': false,
  'git.openRepositoryInParentFolders': 'never',
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
  'editor.cursorBlinking': 'solid',
  'editor.cursorSmoothCaretAnimation': 'off',
  'files.autoSave': 'off', // as on the desktop; in a browser VS Code saves by itself
  'files.simpleDialog.enable': true,
  'window.dialogStyle': 'custom',
  'terminal.integrated.cursorBlinking': false,
  'terminal.integrated.defaultProfile.linux': 'bash',
  'terminal.integrated.gpuAcceleration': 'off', // the text of the terminal then stands in the page
});

/**
 * The same in the words of one version: the newest has other words for some, and would rewrite the file while tests run.
 *
 * @param {import('./versions.mjs').HostName} host
 * @returns {Settings}
 */
export const quietSettingsOf = host =>
  host === 'newest'
    ? { ...quietSettings, 'workbench.colorTheme': 'Dark Modern', 'extensions.autoUpdate': 'off' }
    : quietSettings;

/** For each theme: its name in the theme picker, and the class of the workbench that shows it. */
export const themes = Object.freeze({
  dark: { label: 'Dark Modern', className: 'vs-dark' },
  light: { label: 'Light Modern', className: 'vs' },
  'hc-dark': { label: 'Dark High Contrast', className: 'hc-black' },
  'hc-light': { label: 'Light High Contrast', className: 'hc-light' },
});

/**
 * Adds to the user's settings file, which is made when absent. Later arguments win.
 *
 * @param {string} userDataDir
 * @param {Settings} defaults give way to what the file says
 * @param {Settings} settings replace what the file says
 * @throws {SyntaxError} when the file there is not plain JSON
 */
export async function writeSettings(userDataDir, defaults, settings) {
  const file = path.join(userDataDir, 'User', 'settings.json');
  await mkdir(path.dirname(file), { recursive: true });
  const present = await readFile(file, 'utf8').catch(() => '{}');
  const merged = { ...defaults, ...JSON.parse(present), ...settings };
  await writeFile(file, `${JSON.stringify(merged, null, 2)}\n`);
}
