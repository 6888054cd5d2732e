import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Disposable,
  languages,
  Location,
  Range,
  Uri,
} from 'vscode';
import { hasFailed } from '../../core/run/ended.ts';
import type { TaskRecord } from '../../core/run/record.ts';
import { locatedTracebacks } from '../../core/run/tracebacks.ts';
import type { Located, PlacedFrame } from '../../core/run/tracebacks.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Boundary } from '../services/boundary.ts';
import { filesOf, isHome, rootOf } from './files.ts';
import type { KnownRuns } from './known-runs.ts';
import { taskName } from './words.ts';

/** Tracebacks of slots that failed, as problems of the files here; those of the newest run of each exploration. */
export class RunProblems implements Disposable {
  private readonly collection = languages.createDiagnosticCollection('iterlog runs');
  private readonly subscriptions: Disposable;
  /** What the problems that are shown were read from. */
  private shown = '';

  constructor(
    private readonly known: KnownRuns,
    private readonly boundary: Boundary,
  ) {
    const update = () => this.update();
    this.subscriptions = Disposable.from(this.collection, known.onDidChange(update), known.onDidGo(update));
  }

  /** @param isAnew whether the logs of the same failures may say more than before. */
  update(isAnew = false): void {
    const failed = newest(this.known.all).flatMap(run =>
      run.record.tasks.filter(hasFailed).map(task => ({ run, task })),
    );
    const key = failed.map(({ run, task }) => [run.folder, task.task, run.record.fetched.length]).join('\n');
    if (key === this.shown && !isAnew) return;
    this.shown = key;
    this.boundary.run('showing the problems of runs', () => this.show(failed));
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private async show(failed: readonly { run: KeptRun; task: TaskRecord }[]): Promise<void> {
    const all = await Promise.all(failed.map(({ run, task }) => problemsOf(run, task)));
    const byFile = new Map<string, Diagnostic[]>();
    for (const { file, diagnostic } of all.flat())
      byFile.set(file, [...(byFile.get(file) ?? []), diagnostic]);
    this.collection.clear();
    for (const [file, diagnostics] of byFile) this.collection.set(Uri.file(file), diagnostics);
  }
}

/** The newest run of each exploration: an older one speaks of files that have changed since. */
function newest(runs: readonly KeptRun[]): readonly KeptRun[] {
  const found = new Map<string, KeptRun>();
  for (const run of runs) {
    const place = path.dirname(run.folder);
    if (!found.has(place)) found.set(place, run);
  }
  return [...found.values()];
}

async function problemsOf(
  run: KeptRun,
  task: TaskRecord,
): Promise<{ file: string; diagnostic: Diagnostic }[]> {
  const { folder, target } = run.record;
  const logs = filesOf(run, task).filter(file => isHome(run, file));
  const texts = await Promise.all(logs.map(({ file }) => readFile(file, 'utf8').catch(() => '')));
  const mapping = { folder, root: rootOf(run), pathMap: target.pathMap };
  return locatedTracebacks(texts, mapping).map(located => ({
    file: located.at.here,
    diagnostic: diagnosticOf(located, taskName(task, run.record)),
  }));
}

function diagnosticOf({ at, callers, message }: Located, name: string): Diagnostic {
  const diagnostic = new Diagnostic(lineOf(at), `${name}: ${message}`, DiagnosticSeverity.Error);
  diagnostic.source = 'iterlog run';
  diagnostic.relatedInformation = callers.map(
    frame =>
      new DiagnosticRelatedInformation(new Location(Uri.file(frame.here), lineOf(frame)), frame.inside ?? ''),
  );
  return diagnostic;
}

/** The whole line: VS Code cuts it to what there is. */
const lineOf = ({ line }: PlacedFrame): Range => new Range(line - 1, 0, line - 1, 1000);
