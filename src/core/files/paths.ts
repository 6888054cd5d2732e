/** Absolute paths with forward slashes, as {@link FilePort} knows them. */

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** The folder of a path; a root is its own. */
export function parentOf(path: string): string {
  const parent = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
  return isRoot(parent) ? `${parent}/` : parent;
}

const isRoot = (parent: string): boolean => parent === '' || /^[A-Za-z]:$/.test(parent);

/** The path that `relative` names from a folder, `.` and `..` resolved; an absolute one is itself. */
export function join(folder: string, relative: string): string {
  const isAbsolute = /^(?:\/|[A-Za-z]:\/)/.test(relative);
  const steps: string[] = [];
  for (const step of (isAbsolute ? relative : `${folder}/${relative}`).split('/').slice(1)) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  const [start = ''] = (isAbsolute ? relative : folder).split('/');
  return `${start}/${steps.join('/')}`;
}
