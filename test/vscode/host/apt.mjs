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
    const aptGet = findProgram(['apt-get']);
    if (!aptGet || process.getuid?.() !== 0) return { missing: chromiumMissing };

    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    await exec(aptGet, ['update'], { env });
    // Without a font, every letter in the window is a box.
    await exec(aptGet, ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      env,
    });
    const installed = findChromium();
    return installed ? { executablePath: installed } : { missing: chromiumMissing };
  } catch (error) {
    return { missing: `${chromiumMissing}\n${error instanceof Error ? error.message : error}` };
  }
}
