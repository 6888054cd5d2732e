import path from 'node:path';

/** A path relative to the working folder when it lies in there, else absolute; always with forward slashes. */
export function shownPath(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  const inside = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return (inside ? relative : file).replaceAll(path.sep, '/');
}
