import { readFile } from 'node:fs/promises';
import { pictureOf } from '../../core/picture/picture.ts';
import { refusalOf } from '../../node/refusal.ts';
import { writeFiles } from '../../node/write-files.ts';
import { exit } from '../io.ts';
import type { ExitCode, Io } from '../io.ts';
import { readProposalInput } from '../proposal-input.ts';
import { htmlReport, svgReport } from '../report-file.ts';
import { say } from '../say.ts';
import { shownPath } from '../shown-path.ts';
import { reportUsage } from '../usage.ts';
import { reportArguments } from './report-options.ts';

/** `iterlog report`: pictures of an exploration as one file. */
export async function report(argv: readonly string[], io: Io): Promise<ExitCode> {
  const args = reportArguments(argv, io.cwd);
  if (args.help) {
    io.stdout.write(reportUsage);
    return exit.done;
  }
  const read = await readProposalInput(args.log, args.protocol, io);
  const name = read.loop?.files.found.name ?? 'exploration on standard input';
  const picture = pictureOf(read, name);
  for (const remark of [...picture.remarks, picture.noProposal ?? []].flat()) say(io, remark);
  const text = args.kind === 'html' ? htmlReport(picture) : svgReport(picture, args);
  if (args.out === undefined) io.stdout.write(text);
  else await write(args.out, text, io);
  return exit.done;
}

async function write(file: string, text: string, io: Io): Promise<void> {
  const name = shownPath(file, io.cwd);
  await writeFiles([{ path: file, name, before: await bytesOf(file, name), after: text }]);
  say(io, `wrote ${name}`);
}

/** What a file holds now; undefined where there is none. */
async function bytesOf(file: string, name: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    const refusal = refusalOf(error, name);
    if (refusal.code === 'missing') return undefined;
    throw refusal;
  }
}
