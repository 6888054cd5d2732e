/** Everything about an exploration that recording and proposing look at. */
import type { LoopFiles } from '../core/actions/loop.ts';
import { explorationOf } from '../core/exploration/exploration.ts';
import { lint } from '../core/lint/engine.ts';
import type { LintOptions } from '../core/lint/engine.ts';
import { parse } from '../core/log/parse.ts';
import { evidenceOf } from './evidence.ts';
import type { ReadExploration } from './explorations.ts';
import { Refusal } from './refusal.ts';
import { readErrors, readResults } from './run-files.ts';

export interface ReadLoop {
  readonly read: ReadExploration;
  readonly files: LoopFiles;
  /** What the log was linted with. */
  readonly options: LintOptions;
}

/**
 * An exploration with its log, linted as `iterlog lint` does, and with what its runs left.
 * @throws {Refusal} when the log cannot be read, or something that a run left.
 */
export async function readLoop(read: ReadExploration): Promise<ReadLoop> {
  const { files, choice, log, plan, disk } = read;
  const results = await readResults(read);
  const errors = await readErrors(read);
  const { found } = files;
  for (const place of [found.log, ...found.results, ...found.errors, ...found.jobErrors]) {
    const refusal = disk.refusals.get(place.path);
    if (refusal) throw refusal;
  }
  const text = disk.texts.get(found.log.path)?.text;
  if (text === undefined)
    throw new Refusal('missing', found.log.path, `There is no log of ${found.name}.`, 'Start it first.');
  const { protocol, universalOnly, severities } = choice;
  const options = { protocol, universalOnly, severities, evidence: await evidenceOf(read, results) };
  return {
    read,
    options,
    files: {
      ...files,
      log: { path: found.log.path, text },
      exploration: explorationOf(lint(log, options)),
      reread: other => explorationOf(lint(parse(other), options)),
      planFile: plan,
      ...{ results, errors },
    },
  };
}
