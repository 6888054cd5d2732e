export type RefusalCode =
  | 'missing'
  | 'directory'
  | 'special'
  | 'permission'
  | 'binary'
  | 'encoding'
  | 'too-large'
  | 'no-log'
  | 'changed'
  | 'read-only'
  | 'failed';

/** Something that cannot be read or written, and what the user can do about it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly code: RefusalCode,
    readonly path: string,
    message: string,
    /** One sentence: the next step. */
    readonly advice: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const known: Readonly<Record<string, readonly [RefusalCode, string, string]>> = {
  ENOENT: ['missing', 'does not exist', 'Check the name.'],
  ENOTDIR: ['missing', 'does not exist', 'Check the name.'],
  ENAMETOOLONG: ['missing', 'does not exist', 'Check the name.'],
  ELOOP: ['missing', 'is a symbolic link that leads nowhere', 'Check the link.'],
  EISDIR: ['directory', 'is a folder', 'Name a file.'],
  EACCES: ['permission', 'may not be opened by you', 'Check its permissions and those of its folder.'],
  EPERM: ['permission', 'may not be opened by you', 'Check its permissions and those of its folder.'],
  EROFS: ['read-only', 'is on a read-only file system', 'Copy it elsewhere first.'],
  ENOSPC: ['failed', 'cannot be written: the disk is full', 'Make room and try again.'],
  EDQUOT: ['failed', 'cannot be written: your quota is used up', 'Make room and try again.'],
};

/**
 * The refusal that an error of the file system means.
 * @throws the error itself when it is something else, which no user can mend.
 */
export function refusalOf(error: unknown, path: string): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
  const code = String(error.code);
  const [kind, what, advice] = known[code] ?? [
    'failed',
    `cannot be used (${code})`,
    'Check the file and its folder.',
  ];
  return new Refusal(kind, path, `${path} ${what}.`, advice, { cause: error });
}
