/** What proposing needs of a log: its exploration, its files, and what the base config says. */
import { explorationOfLog } from '../core/files/find.ts';
import type { ExplorationFiles } from '../core/files/gather.ts';
import { remembering } from '../core/files/port.ts';
import { explorationOf } from '../core/exploration/exploration.ts';
import type { Exploration } from '../core/exploration/exploration.ts';
import { lint } from '../core/lint/engine.ts';
import type { LintOptions } from '../core/lint/engine.ts';
import { noEvidence } from '../core/lint/evidence.ts';
import type { Protocol, Value } from '../core/protocol/types.ts';
import { readEvidence } from '../node/evidence.ts';
import { nodeFiles, portPath } from '../node/file-port.ts';
import { namedBy, Protocols } from '../node/protocol-for.ts';
import { readText } from '../node/read-text.ts';
import type { Input } from './inputs.ts';
import type { Io } from './io.ts';
import { readOne, say } from './tree-input.ts';

export interface ProposalInput {
  readonly input: Input;
  readonly options: LintOptions;
  readonly exploration: Exploration;
  /** Undefined for standard input. */
  readonly files: ExplorationFiles | undefined;
  readonly baseValues: ReadonlyMap<string, Value>;
}

/** Reads the log that is named, linted as `iterlog lint` does, and finds its files. */
export async function readProposalInput(
  log: string,
  protocolWanted: string | undefined,
  io: Io,
): Promise<ProposalInput> {
  const input = await readOne(log, io);
  const choice = await new Protocols(protocolWanted).of(input.log, input.folder);
  const { protocol, universalOnly, severities, file } = choice;
  for (const { message } of file?.problems ?? []) say(io, `${file?.path ?? ''}: ${message}`);
  const port = remembering(nodeFiles);
  const named = namedBy(choice);
  const { path } = input;
  const files =
    path === undefined
      ? undefined
      : await explorationOfLog(portPath(path), port, { slots: protocol.batchSize, named });
  const evidence = path === undefined ? noEvidence : await readEvidence(path, protocol, named, port);
  const options = { protocol, universalOnly, severities, evidence };
  const exploration = explorationOf(lint(input.log, options));
  return { input, options, exploration, files, baseValues: await baseValuesOf(files, protocol) };
}

/** What the base config states; nothing where it is not there or cannot be read. */
async function baseValuesOf(
  files: ExplorationFiles | undefined,
  protocol: Protocol,
): Promise<ReadonlyMap<string, Value>> {
  const base = files?.baseConfig;
  if (!base?.exists) return new Map();
  const text = await readText(base.path).then(
    read => read.text,
    () => undefined,
  );
  if (text === undefined) return new Map();
  const { readSlot } = await import('../core/slots/read.ts');
  const { statedValues } = await import('../core/slots/stated.ts');
  const document = readSlot(text);
  return 'reason' in document ? new Map() : statedValues(document, protocol);
}
