// @ts-check
import { chromiumMissing, findChromium } from './browser.mjs';
import { exec } from './exec.mjs';
import { findProgram } from './programs.mjs';

/** @typedef {{ executablePath: string, missing?: undefined } | { executablePath?: undefined, missing: string }} ChromiumResult */

/**
 * Finds Chromium; when it is missing and this is root on a system with apt-get, installs it with a font.
 * It prints nothing and does not throw: whether a missing browser skips tests or fails them is the caller's choice.
 *
 * @returns {Promise<ChromiumResult>} the executable, or a sentence that says what is missing and why
 */
export async function ensureChromium() {
  try {
    const present = findChromium();
    if (present) return { executablePath: present };
    // Without a font, every letter in the window is a box.
    await installPackages(['chromium', 'fonts-dejavu-core']);
    const installed = findChromium();
    return installed ? { executablePath: installed } : { missing: chromiumMissing };
  } catch (error) {
    return { missing: `${chromiumMissing}\n${error instanceof Error ? error.message : error}` };
  }
}

/**
 * Installs Debian packages where this is root on a system with apt-get; elsewhere it does nothing.
 *
 * @param {readonly string[]} names
 * @throws {Error} when apt-get fails
 */
export async function installPackages(names) {
  const aptGet = findProgram(['apt-get']);
  if (!aptGet || process.getuid?.() !== 0) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await exec(aptGet, ['update'], { env });
  await exec(aptGet, ['install', '-y', '--no-install-recommends', ...names], { env });
}
