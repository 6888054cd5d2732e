/** What the words of a system about files mean for a person. */
import { printable } from './ssh-failure.ts';
import type { Failure } from './ssh-failure.ts';

const known: readonly (readonly [RegExp, string])[] = [
  [
    /No space left on device|File system full|disk is full/i,
    'The disk of {} is full. Make room there, then try again.',
  ],
  [/quota/i, 'Your quota on {} is used up. Make room there, then try again.'],
  [/Read-only file system/i, 'The folder on {} is on a read-only file system. Name another one.'],
  [/Permission denied|Operation not permitted/i, 'You may not write there on {}. Check the permissions.'],
  [/Is a directory/i, 'A folder is where a file belongs on {}. Check the names.'],
];

/** A target that said no: what it was about, and what the system said. */
export function targetRefusal(what: string, target: string, stderr: string): Failure {
  const last = printable(stderr.trim().split('\n').at(-1) ?? '');
  const advice = known.find(([pattern]) => pattern.test(stderr))?.[1] ?? 'See on {} what stands in the way.';
  return {
    message: last ? `${what}: ${last}` : `${what}.`,
    advice: advice.replace('{}', target),
  };
}
