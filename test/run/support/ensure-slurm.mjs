// @ts-check
// The programs of Slurm that the tests of runs want.
import { existsSync } from 'node:fs';
import { installPackages } from '../../vscode/host/apt.mjs';

/** What a test looks for, and the Debian package that has it. */
const wanted = {
  '/usr/sbin/slurmctld': 'slurmctld',
  '/usr/sbin/slurmd': 'slurmd',
  '/usr/bin/sbatch': 'slurm-client',
  '/usr/sbin/munged': 'munge',
};

const missingPackages = () =>
  Object.entries(wanted)
    .filter(([file]) => !existsSync(file))
    .map(([, name]) => name);

/** @returns {string | undefined} a sentence that says what is missing; undefined when nothing is */
export function missingForSlurm() {
  if (process.getuid?.() !== 0) return 'A Slurm for the tests can only be started by root.';
  const packages = missingPackages();
  return packages.length > 0
    ? `A Slurm for the tests is not here. Install it with \`apt-get install ${packages.join(' ')}\`.`
    : undefined;
}

/**
 * Installs what is missing where this is root on a system with apt-get. It does not throw.
 *
 * @returns {Promise<string | undefined>} a sentence that says what is still missing and why
 */
export async function ensureSlurm() {
  const packages = missingPackages();
  if (packages.length === 0) return missingForSlurm();
  try {
    await installPackages(packages);
  } catch (error) {
    return `${missingForSlurm()}\n${error instanceof Error ? error.message : error}`;
  }
  return missingForSlurm();
}
