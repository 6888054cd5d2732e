import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { slugs } from '../../core/lint/registry.ts';
import type { Severity, SeveritySetting } from '../../core/lint/rule.ts';
import { presetNames } from '../../core/protocol/types.ts';
import { didYouMean } from '../../core/text/did-you-mean.ts';
import { oneOf, UsageError } from '../usage.ts';

export const formats = ['text', 'json', 'github', 'sarif'] as const;
export type Format = (typeof formats)[number];

export interface LintArguments {
  readonly help: boolean;
  /** Files, folders, and `-` for standard input; at least one. */
  readonly paths: readonly string[];
  readonly format: Format;
  /** Whether a file stands for its whole exploration: the log, the slot configs and what these rest on. */
  readonly exploration: boolean;
  readonly fix: boolean;
  readonly write: boolean;
  /** A preset's name, or the path of a protocol file. */
  readonly protocol: string | undefined;
  readonly severities: Readonly<Record<string, SeveritySetting>>;
  readonly failOn: Severity | 'never';
  readonly stdinName: string | undefined;
}

const options = {
  format: { type: 'string', default: 'text' },
  exploration: { type: 'boolean', default: false },
  fix: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  protocol: { type: 'string' },
  rule: { type: 'string', multiple: true },
  'fail-on': { type: 'string', default: 'error' },
  'stdin-filename': { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/**
 * The arguments of `iterlog lint`, checked.
 * @throws {UsageError} when they contradict each other or name what is not there.
 */
export function lintArguments(argv: readonly string[], cwd: string): LintArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const { help, exploration, fix, write } = values;
  const paths = positionals.length > 0 ? positionals : ['.'];
  const format = oneOf('--format', values.format, formats);
  if (write && !fix) throw new UsageError('--write writes what --fix changes: give both.');
  if (write && paths.includes('-'))
    throw new UsageError('Standard input cannot be written: leave out --write and apply the diff.');
  if (fix && !write && format !== 'text')
    throw new UsageError(
      `--fix prints a diff, which has no ${format} form: add --write, or leave out one of them.`,
    );
  return {
    help,
    paths,
    format,
    exploration,
    fix,
    write,
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
    severities: severitiesOf(values.rule ?? []),
    failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'info', 'never']),
    stdinName: values['stdin-filename'],
  };
}

/** A preset stays a name; everything else is a path, and must look like one. */
export function protocolArgument(text: string, cwd: string): string {
  if (presetNames.some(name => name === text)) return text;
  const file = path.resolve(cwd, text);
  if (/[/\\]|\.ya?ml$/.test(text) || existsSync(file)) return file;
  throw new UsageError(
    `--protocol is ${presetNames.join(', ')} or a YAML file, not \`${text}\`.${didYouMean(text, presetNames)}`,
  );
}

function severitiesOf(settings: readonly string[]): Record<string, SeveritySetting> {
  const severities: Record<string, SeveritySetting> = {};
  for (const setting of settings) {
    const [slug = '', severity = ''] = setting.split('=', 2);
    if (!slugs.has(slug)) throw new UsageError(`There is no rule \`${slug}\`.${didYouMean(slug, slugs)}`);
    severities[slug] = oneOf(`--rule ${slug}=`, severity, ['off', 'info', 'warning', 'error']);
  }
  return severities;
}
