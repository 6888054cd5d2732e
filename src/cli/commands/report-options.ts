import path from 'node:path';
import { parseArgs } from 'node:util';
import { oneLog } from '../one-log.ts';
import { oneOf, UsageError } from '../usage.ts';
import { protocolArgument } from './lint-options.ts';

export interface ReportArguments {
  readonly help: boolean;
  readonly log: string;
  readonly kind: 'html' | 'svg';
  /** The full path; undefined for standard output. */
  readonly out: string | undefined;
  readonly parents: 'effective' | 'declared';
  readonly scope: 'block' | 'log';
  readonly scores: boolean;
  readonly protocol: string | undefined;
}

const options = {
  html: { type: 'boolean', default: false },
  svg: { type: 'boolean', default: false },
  out: { type: 'string' },
  parents: { type: 'string' },
  'whole-log': { type: 'boolean', default: false },
  scores: { type: 'boolean', default: false },
  protocol: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** @throws {UsageError} for arguments that cannot be understood. */
export function reportArguments(argv: readonly string[], cwd: string): ReportArguments {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  const { help, html, svg, out, scores, parents } = values;
  const log = help ? '' : oneLog(positionals);
  if (!help && html === svg) throw new UsageError('Give one of --html and --svg.');
  const kind = svg ? 'svg' : 'html';
  if (html && (parents !== undefined || values['whole-log'] || scores))
    throw new UsageError(
      '--parents, --whole-log and --scores are for --svg: the page lets its reader choose.',
    );
  // A log that is named by mistake must not be written over.
  if (out !== undefined && path.extname(out).toLowerCase() !== `.${kind}`)
    throw new UsageError(`--out names a file that ends in .${kind}, not \`${out}\`.`);
  return {
    ...{ help, log, kind, scores },
    out: out === undefined ? undefined : path.resolve(cwd, out),
    parents: oneOf('--parents', parents ?? 'effective', ['effective', 'declared']),
    scope: values['whole-log'] ? 'log' : 'block',
    protocol: values.protocol === undefined ? undefined : protocolArgument(values.protocol, cwd),
  };
}
