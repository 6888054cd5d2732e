/** What proposing needs of a log: its exploration, and for one that is no standard input its files. */
import type { ProposeInput } from '../core/batch/propose/propose.ts';
import { explorationOf } from '../core/exploration/exploration.ts';
import { lint } from '../core/lint/engine.ts';
import type { LintOptions } from '../core/lint/engine.ts';
import { readLoop } from '../node/loop-files.ts';
import type { ReadLoop } from '../node/loop-files.ts';
import { Protocols } from '../node/protocol-for.ts';
import type { Io } from './io.ts';
import { readNamed } from './named-exploration.ts';
import { say } from './say.ts';
import { shownPath } from './shown-path.ts';
import { readOne } from './tree-input.ts';

export interface ProposalInput extends Pick<ProposeInput, 'exploration' | 'baseValues'> {
  /** What the log is called. */
  readonly file: string;
  readonly options: LintOptions;
  /** Undefined for standard input. */
  readonly loop: ReadLoop | undefined;
}

/** Reads the log that is named, linted as `iterlog lint` does, with its files. */
export const readProposalInput = (
  given: string,
  protocol: string | undefined,
  io: Io,
): Promise<ProposalInput> =>
  given === '-' ? fromStandardInput(protocol, io) : fromFiles(given, protocol, io);

async function fromFiles(given: string, protocol: string | undefined, io: Io): Promise<ProposalInput> {
  const loop = await readLoop(await readNamed(given, protocol, io));
  const { proposalInput } = await import('../core/actions/loop.ts');
  const { files, options } = loop;
  return { ...proposalInput(files), file: shownPath(files.log.path, io.cwd), options, loop };
}

async function fromStandardInput(wanted: string | undefined, io: Io): Promise<ProposalInput> {
  const { file, log, folder } = await readOne('-', io);
  const { protocol, universalOnly, severities, file: own } = await new Protocols(wanted).of(log, folder);
  for (const { message } of own?.problems ?? []) say(io, `${shownPath(own?.path ?? '', io.cwd)}: ${message}`);
  const options = { protocol, universalOnly, severities };
  return { file, options, exploration: explorationOf(lint(log, options)), loop: undefined };
}
