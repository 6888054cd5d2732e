import { parseArgs } from 'node:util';
import { replay as replayLog } from '../../core/batch/propose/replay.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readProposalInput } from '../proposal-input.ts';
import { replayJson, replayText } from '../replay-output.ts';
import { shown } from '../tree-input.ts';
import { say } from '../say.ts';
import { oneOf, replayUsage } from '../usage.ts';
import { oneLog } from '../one-log.ts';
import { protocolArgument } from './lint-options.ts';

const options = {
  format: { type: 'string', default: 'text' },
  protocol: { type: 'string' },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** `iterlog replay`: what propose would have chosen for each batch of a log, and what the log's own choice broke. */
export async function replay(argv: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    options,
    allowPositionals: true,
    strict: true,
  });
  if (values.help) {
    io.stdout.write(replayUsage);
    return exit.done;
  }
  const given = oneLog(positionals);
  const format = oneOf('--format', values.format, ['text', 'json']);
  const protocol = values.protocol === undefined ? undefined : protocolArgument(values.protocol, io.cwd);
  const {
    file,
    exploration,
    options: lintOptions,
    baseValues,
  } = await readProposalInput(given, protocol, io);
  if (Object.keys(lintOptions.protocol.parameters).length === 0) {
    say(io, `${file} fits no protocol: add an iterlog.yaml, or give --protocol.`);
    return exit.usage;
  }
  // What lies beside the log now is of its newest batch alone.
  const { protocol: own, severities, universalOnly } = lintOptions;
  const plain = {
    protocol: own,
    ...(severities && { severities }),
    ...(universalOnly !== undefined && { universalOnly }),
  };
  const batches = [...replayLog(exploration.result.log, plain, baseValues)];
  io.stdout.write(shown(format === 'json' ? replayJson(file, batches) : replayText(file, batches), io));
  return batches.some(({ violations }) => violations.length > 0) ? exit.findings : exit.done;
}
