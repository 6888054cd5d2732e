import { open } from 'node:fs/promises';
import path from 'node:path';
import { EventEmitter, l10n } from 'vscode';
import type { Disposable, Event, Pseudoterminal } from 'vscode';
import { exitCodeOf } from '../../../core/run/ended.ts';
import { isActive, stateWord, titleOf } from '../../../core/run/record.ts';
import { terminalText } from '../../../core/run/terminal-text.ts';
import type { KeptRun } from '../../../node/run/record-store.ts';
import type { MixedOutput } from '../../../node/run/mixed-output.ts';
import type { Boundary } from '../../services/boundary.ts';
import type { Followers, Watcher } from '../followers.ts';
import type { Launched } from '../launch/launcher.ts';
import type { NodeRuns } from '../node-runs.ts';
import type { Operations } from '../operations.ts';
import { taskText } from '../words.ts';

const ctrlC = '\x03';
/** So much of what a run wrote before is shown, of each output; the whole is in its file. */
const replayed = 50 * 1024;

interface Needs {
  readonly node: NodeRuns;
  readonly boundary: Boundary;
  readonly followers: Followers;
  readonly operations: Operations;
}

/**
 * Shows a run in a terminal. Closing the terminal, or the window, leaves the run alone; Ctrl+C says how to cancel it.
 * @param obtain starts the run, or finds it.
 */
export class RunTerminal implements Pseudoterminal, Watcher {
  private readonly written = new EventEmitter<string>();
  private readonly closed = new EventEmitter<number | undefined>();
  private run: KeptRun | undefined;
  private output: MixedOutput | undefined;
  private following: Disposable | undefined;
  /** Whether the next Ctrl+C cancels. */
  private isArmed = false;
  private isClosed = false;

  constructor(
    private readonly needs: Needs,
    private readonly obtain: () => Promise<Launched>,
  ) {}

  get onDidWrite(): Event<string> {
    return this.written.event;
  }

  get onDidClose(): Event<number | undefined> {
    return this.closed.event;
  }

  open(): void {
    this.needs.boundary.run('showing a run', () => this.show());
  }

  /** Only this view of the run is closed. */
  close(): void {
    this.isClosed = true;
    this.following?.dispose();
  }

  handleInput(keys: string): void {
    if (!this.run || this.isClosed) return;
    if (keys === ctrlC) this.interrupt(this.run);
    else if (keys === 'd' && this.isArmed) this.detach();
    else if (this.isArmed) {
      this.isArmed = false;
      this.say(l10n.t('The run goes on.'));
    }
  }

  onOutput(task: string, stream: 'out' | 'err', bytes: Uint8Array): void {
    this.output?.add(task, stream, bytes);
  }

  onLink(message: string | undefined): void {
    this.say(message ?? l10n.t('The target answers again.'));
  }

  onEnd(run: KeptRun): void {
    this.output?.end();
    if (isActive(run.record)) {
      this.say(l10n.t('No more can be shown of it now: {0}.', stateWord(run.record.state)));
      this.finish(undefined);
      return;
    }
    this.say(...run.record.tasks.map(task => taskText(task, run.record)));
    this.finish(exitCodeOf(run.record));
  }

  private async show(): Promise<void> {
    const launched = await this.obtain();
    if (launched.kind === 'none') {
      this.say(l10n.t('Nothing was started.'));
      this.finish(launched.exitCode);
      return;
    }
    const { run } = launched;
    this.run = run;
    this.output = this.needs.node.mixedOutput(run.record, line =>
      this.written.fire(`${terminalText(line)}\r\n`),
    );
    this.say(
      l10n.t(
        '{0}, run {1}. Closing this terminal does not end it; Ctrl+C says how to.',
        titleOf(run.record),
        run.record.id,
      ),
    );
    await this.replay(run);
    if (this.isClosed) return;
    if (isActive(run.record)) this.following = this.needs.followers.watch(run, this);
    else this.onEnd(run);
  }

  /** The end of what is here of the output already. */
  private async replay({ record, folder }: KeptRun): Promise<void> {
    for (const { task } of record.tasks)
      for (const stream of ['out', 'err'] as const) {
        const bytes = await endOf(path.join(folder, `${task}.${stream}`));
        this.output?.add(task, stream, bytes);
      }
  }

  private interrupt(run: KeptRun): void {
    if (!this.isArmed) {
      this.isArmed = true;
      this.say(
        l10n.t(
          'Press Ctrl+C again to cancel the run, d to leave it running and close this view, another key to go on.',
        ),
      );
      return;
    }
    this.isArmed = false;
    this.say(l10n.t('Cancelling…'));
    this.needs.boundary.run('cancelling a run', () => this.cancel(run));
  }

  private async cancel(run: KeptRun): Promise<void> {
    const answer = await this.needs.operations.cancel(run);
    if ('kind' in answer) this.say(answer.message, answer.advice);
    else
      for (const survivor of answer.survivors)
        this.say(l10n.t('This process could not be ended: {0}', survivor));
  }

  private detach(): void {
    this.say(l10n.t('The run goes on; Attach to Run shows it again.'));
    this.close();
    this.finish(undefined);
  }

  private say(...lines: readonly string[]): void {
    for (const line of lines)
      this.written.fire(`\x1b[2m${terminalText(line.replaceAll('\n', ' '))}\x1b[0m\r\n`);
  }

  private finish(exitCode: number | undefined): void {
    this.isClosed = true;
    this.closed.fire(exitCode);
  }
}

/** The last bytes of a file, from the beginning of a line; nothing for none. */
async function endOf(file: string): Promise<Uint8Array> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return new Uint8Array();
  try {
    const { size } = await handle.stat();
    const start = Math.max(0, size - replayed);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(size - start), 0, size - start, start);
    const bytes = buffer.subarray(0, bytesRead);
    return start === 0 ? bytes : bytes.subarray(bytes.indexOf(0x0a) + 1);
  } finally {
    await handle.close();
  }
}
