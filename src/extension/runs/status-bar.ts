import { Disposable, l10n, StatusBarAlignment, ThemeColor, window } from 'vscode';
import { doneTasks, stateWord, titleOf } from '../../core/run/record.ts';
import { lateness, longest, usualLimits } from '../../core/run/times.ts';
import type { KeptRun } from '../../node/run/record-store.ts';
import type { Boundary } from '../services/boundary.ts';
import type { Logs } from '../services/logs.ts';
import { showRunOutputId } from '../features/command-ids.ts';
import type { KnownRuns } from './known-runs.ts';
import { timeLimits } from './times.ts';
import { taskText } from './words.ts';

/** How often the minutes are counted on, in ms. */
const tick = 15_000;

/** What the status bar says of active runs; a click lists the runs. */
export class RunStatusBar implements Disposable {
  private readonly item = window.createStatusBarItem('iterlog.runs', StatusBarAlignment.Left);
  private readonly subscriptions: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly known: KnownRuns,
    private readonly logs: Logs,
    private readonly boundary: Boundary,
  ) {
    this.item.name = l10n.t('iterlog runs');
    this.item.command = showRunOutputId;
    this.subscriptions = Disposable.from(
      this.item,
      known.onDidChange(() => this.update()),
      known.onDidGo(() => this.update()),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  update(): void {
    clearTimeout(this.timer);
    const { active } = this.known;
    if (active.length === 0) {
      this.item.hide();
      return;
    }
    this.timer = setTimeout(() => this.update(), tick);
    this.item.text = textOf(active);
    this.item.tooltip = active.map(tooltipOf).join('\n\n');
    this.item.accessibilityInformation = {
      label: l10n.t('iterlog runs: {0}', active.map(spoken).join('; ')),
    };
    this.item.show();
    this.boundary.run('colouring the status bar', () => this.colour(active));
  }

  private async colour(active: readonly KeptRun[]): Promise<void> {
    const limits = await Promise.all(active.map(run => timeLimits(this.logs, run)));
    const now = Date.now() / 1000;
    const levels = active.map(({ record }, i) => lateness(record, limits[i] ?? usualLimits, now));
    const worst = levels.includes('error') ? 'error' : levels.includes('warning') ? 'warning' : undefined;
    this.item.backgroundColor = worst && new ThemeColor(`statusBarItem.${worst}Background`);
  }
}

/** `2/4 slots · 12 of 33 min`; of several runs their number and all of their slots. */
function textOf(active: readonly KeptRun[]): string {
  const icon = active.some(({ record }) => record.state === 'unreachable')
    ? '$(debug-disconnect)'
    : '$(sync~spin)';
  const [only] = active;
  if (!only || active.length > 1) return `${icon} ${l10n.t('{0} runs', active.length)}`;
  const { record } = only;
  const slots =
    record.kind === 'loop'
      ? titleOf(record)
      : l10n.t('{0}/{1} slots', doneTasks(record), record.tasks.length);
  return [`${icon} ${slots}`, timeText(only) ?? stateWord(record.state)].join(' · ');
}

function timeText(run: KeptRun): string | undefined {
  const time = longest(run.record, Date.now() / 1000);
  if (!time) return undefined;
  const minutes = Math.floor(time.minutes);
  return time.predicted === undefined
    ? l10n.t('{0} min', minutes)
    : l10n.t('{0} of {1} min', minutes, Math.round(time.predicted));
}

const spoken = (run: KeptRun): string =>
  `${titleOf(run.record)}, ${textOf([run]).replace(/^\$\([^)]*\) /, '')}`;

const tooltipOf = ({ record }: KeptRun): string =>
  [
    `${record.exploration}: ${titleOf(record)}, ${stateWord(record.state)}`,
    ...(record.problem === undefined ? [] : [record.problem]),
    ...record.tasks.map(task => taskText(task, record)),
  ].join('\n');
