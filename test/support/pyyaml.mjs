// @ts-check
// The real reader of slot configs.
import { spawnSync } from 'node:child_process';
import { installPackages } from '../vscode/host/apt.mjs';

export const missing =
  'No Python with PyYAML is here. Install it with `apt-get install python3-yaml` or `pip install pyyaml`.';

/** @returns {string | undefined} a Python that can import yaml; the system's before others, since that is where apt installs it */
export function findPyYaml() {
  return ['/usr/bin/python3', 'python3', 'python'].find(
    python => spawnSync(python, ['-c', 'import yaml'], { stdio: 'ignore' }).status === 0,
  );
}

/**
 * Finds PyYAML; when it is missing and this is root on a system with apt-get, installs it. It does not throw: whether a
 * missing one skips tests or fails them is the caller's choice.
 *
 * @returns {Promise<string | undefined>} a sentence that says what is missing and why; undefined when nothing is
 */
export async function ensurePyYaml() {
  if (findPyYaml()) return undefined;
  try {
    await installPackages(['python3-yaml']);
  } catch (error) {
    return `${missing}\n${error instanceof Error ? error.message : error}`;
  }
  return findPyYaml() ? undefined : missing;
}
