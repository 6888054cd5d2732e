// @ts-check
// The programs that the tests of runs want: a real sshd and login shells.
import { existsSync } from 'node:fs';
import { installPackages } from '../../vscode/host/apt.mjs';

/** What a test looks for, and the Debian package that has it. */
const wanted = {
  '/usr/sbin/sshd': 'openssh-server',
  '/usr/bin/ssh': 'openssh-client',
  '/usr/bin/zsh': 'zsh',
  '/usr/bin/fish': 'fish',
  '/usr/bin/tcsh': 'tcsh',
  '/usr/bin/busybox': 'busybox-static',
  '/usr/lib/x86_64-linux-gnu/libnss_wrapper.so': 'libnss-wrapper',
};

const otherPlaces = {
  '/usr/bin/busybox': ['/bin/busybox'],
  '/usr/lib/x86_64-linux-gnu/libnss_wrapper.so': ['/usr/lib/aarch64-linux-gnu/libnss_wrapper.so'],
};

/** @param {keyof typeof wanted} file */
const find = file =>
  [file, ...(otherPlaces[/** @type {keyof typeof otherPlaces} */ (file)] ?? [])].find(existsSync);

/** The library that makes up users with other login shells, without any change to the system. */
export const nssWrapper = () => find('/usr/lib/x86_64-linux-gnu/libnss_wrapper.so');

/** @returns {string | undefined} a sentence that says what is missing; undefined when nothing is */
export function missingForSsh() {
  const packages = missingPackages();
  return packages.length > 0
    ? `What the tests over ssh want is not here. Install it with \`apt-get install ${packages.join(' ')}\`.`
    : undefined;
}

/**
 * Installs what is missing where this is root on a system with apt-get. It does not throw.
 *
 * @returns {Promise<string | undefined>} a sentence that says what is still missing and why
 */
export async function ensureSsh() {
  const packages = missingPackages();
  if (packages.length === 0) return undefined;
  try {
    await installPackages(packages);
  } catch (error) {
    return `${missingForSsh()}\n${error instanceof Error ? error.message : error}`;
  }
  return missingForSsh();
}

function missingPackages() {
  return Object.entries(wanted)
    .filter(([file]) => !find(/** @type {keyof typeof wanted} */ (file)))
    .map(([, name]) => name);
}
