import { window } from 'vscode';
import type { Uri } from 'vscode';
import type { LoopFiles } from '../../core/actions/loop.ts';
import { explorationOf } from '../../core/exploration/exploration.ts';
import type { LintOptions } from '../../core/lint/engine.ts';
import { lint } from '../../core/lint/engine.ts';
import { parse, print } from '../../core/log/parse.ts';
import type { SlotFile } from '../../core/slots/files.ts';
import type { Bases } from './basis.ts';
import type { EvidenceFiles } from './evidence.ts';
import { baseName, isKept } from './files.ts';
import type { Logs } from './logs.ts';
import type { ProtocolFiles } from './protocol-files.ts';
import { readRunFiles } from './run-files.ts';
import type { Batch, SlotConfigs } from './slot-configs.ts';

/** An exploration as it is on disk this moment, and the log as an editor has it. */
export interface ReadExploration {
  readonly log: Uri;
  readonly batch: Batch;
  readonly files: LoopFiles;
  readonly options: LintOptions;
  /** Paths of what its runs left and nobody can read. */
  readonly unread: readonly string[];
}

interface Needs {
  readonly logs: Logs;
  readonly slots: SlotConfigs;
  readonly bases: Bases;
  readonly evidence: EvidenceFiles;
  readonly protocols: ProtocolFiles;
}

/** Reads explorations for those who change their files. */
export class Explorations {
  constructor(private readonly needs: Needs) {}

  /** The log that a file is, or whose exploration it belongs to; of the active editor where no file is given. */
  async logFor(file: Uri | undefined): Promise<Uri | undefined> {
    const { logs, slots } = this.needs;
    const uri = file ?? window.activeTextEditor?.document.uri;
    if (!uri || !isKept(uri)) return undefined;
    const isLog = logs.uris.some(other => other.toString() === uri.toString());
    return isLog ? uri : slots.logOf(uri);
  }

  /** Everything about an exploration, read now. */
  async read(log: Uri): Promise<ReadExploration> {
    const { logs, bases, evidence, protocols } = this.needs;
    await protocols.discover(log);
    const [batch, texts] = await Promise.all([
      import('../../core/batch/index.ts'),
      evidence.read(log, protocols.findingFor(log)),
    ]);
    const result = await logs.resultOf(log);
    const empty = parse(`# ${baseName(log)}\n`);
    if (!result) await bases.prepare(log, empty);
    const { options } = bases.of(log, result?.log ?? empty, undefined);
    const exploration = explorationOf(result ?? lint(empty, options));
    const plan = batch.readPlan(texts.plan ?? '');
    const { found, base } = texts;
    const { unread, ...runFiles } = await readRunFiles(log, found);
    const files: LoopFiles = {
      found,
      ...runFiles,
      protocol: options.protocol,
      log: { path: log.path, text: result ? print(result.log) : '' },
      exploration,
      reread: text => explorationOf(lint(parse(text), options)),
      planFile: texts.plan === undefined ? undefined : { path: found.plan.path, text: texts.plan },
      slots: found.slots.flatMap(({ path }, slot): SlotFile[] => {
        const text = texts.configs[slot];
        return text === undefined ? [] : [{ path, text, slot }];
      }),
      base: found.baseConfig && base !== undefined ? { path: found.baseConfig.path, text: base } : undefined,
      snapshots: texts.snapshots,
      runs: exploration,
      plan: plan.plan,
      planProblem: plan.problems[0]?.message,
    };
    return { log, batch, files, options, unread };
  }

  /** The slot of a config file; undefined for another file. */
  slotOf(file: Uri, { files, log }: ReadExploration): number | undefined {
    return files.slots.find(({ path }) => log.with({ path }).toString() === file.toString())?.slot;
  }
}
