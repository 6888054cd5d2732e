import { createHash } from 'node:crypto';

/** The hash of a result log by which the plan knows it. */
export const resultHash = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
