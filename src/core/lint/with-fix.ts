import type { Finding, Fix } from './rule.ts';

/** A finding with its fix, when there is one. */
export const withFix = (fix: Fix | undefined, finding: Finding): Finding =>
  fix ? { ...finding, fix } : finding;

/** The values quoted and joined for a message: `a`, `b`. */
export const listed = (names: readonly string[]): string => names.map(name => `\`${name}\``).join(', ');
