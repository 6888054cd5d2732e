// @ts-check
import { accessSync, constants } from 'node:fs';
import path from 'node:path';

/**
 * @param {string} file
 * @returns {boolean}
 */
export function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {readonly string[]} names in order of preference
 * @returns {string | undefined} the path of the first that the PATH has
 */
export function findProgram(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter(Boolean);
  return names.flatMap(name => folders.map(folder => path.join(folder, name))).find(isExecutable);
}

/** @returns {boolean} whether a window can be shown; only Linux can lack that */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
