import { rules } from '../core/lint/registry.ts';
import { didYouMean } from '../core/text/did-you-mean.ts';

/** A command line that cannot be understood; its message says what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const mainUsage = `Usage: iterlog <command> [options]

Keeps an LLM-guided training exploration true.

Commands:
  lint        Find and fix what breaks an exploration log.

Options:
  -h, --help  Show this help, or with a command its own.
  --version   Show the version.

Exit codes: 0 done or clean, 1 findings, 2 usage, 3 cannot read or write.
`;

export const lintUsage = `Usage: iterlog lint [options] [PATH...]

Lints exploration logs: files, folders (every *_analysis.md in them), or - for standard input.
Without a PATH it takes the current folder.

Options:
  --format FORMAT        text (default), json, github or sarif.
  --fix                  Print what the fixes would change, as a unified diff.
  --write                With --fix: change the files, all or none, then report what is left.
  --protocol P           A preset (vrest, flyvis, metabolism) or a YAML file, instead of the nearest iterlog.yaml.
  --rule SLUG=SEVERITY   off, info, warning or error for one rule; may be repeated.
  --fail-on SEVERITY     Exit with 1 for findings of at least this severity: error (default), warning, info or never.
  --stdin-filename NAME  The name of what - reads; its folder's iterlog.yaml applies.
  -h, --help             Show this help.

Exit codes: 0 clean, 1 findings, 2 usage, 3 cannot read or write.
Rules: ${String(rules.length)}. Turn one off in a log with <!-- iterlog-disable-next-line slug -->.
`;

/** One of a few words, or a usage error that names them. */
export function oneOf<T extends string>(option: string, value: string, words: readonly T[]): T {
  const word = words.find(candidate => candidate === value);
  if (word !== undefined) return word;
  throw new UsageError(
    `${option} is one of ${words.join(', ')}, not \`${value}\`.${didYouMean(value, words)}`,
  );
}
