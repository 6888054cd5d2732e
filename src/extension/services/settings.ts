import { EventEmitter, workspace } from 'vscode';
import type { Disposable, Event, LogOutputChannel, Uri } from 'vscode';
import { hintKinds } from '../../core/language/hint-kinds.ts';
import type { HintKind } from '../../core/language/hint-kinds.ts';
import { slugs } from '../../core/lint/registry.ts';
import type { SeveritySetting } from '../../core/lint/rule.ts';
import { presetNames } from '../../core/protocol/types.ts';
import type { PresetName } from '../../core/protocol/types.ts';

/** The settings that concern one log, checked. */
export interface LogSettings {
  readonly rules: Readonly<Record<string, SeveritySetting>>;
  readonly protocol: PresetName | 'auto';
  readonly hints: ReadonlySet<HintKind>;
  readonly codeLens: boolean;
}

const severities: readonly unknown[] = ['off', 'info', 'warning', 'error'] satisfies SeveritySetting[];

/** The settings as typed values. A value is the same object until a setting of iterlog changes. */
export class Settings implements Disposable {
  private readonly changed = new EventEmitter<void>();
  private readonly known = new Map<string, LogSettings>();
  private readonly subscription = workspace.onDidChangeConfiguration(event => {
    if (!event.affectsConfiguration('iterlog')) return;
    this.known.clear();
    this.changed.fire();
  });

  constructor(private readonly output: LogOutputChannel) {}

  get onDidChange(): Event<void> {
    return this.changed.event;
  }

  /** The globs of the files that are logs by their name. */
  get files(): readonly string[] {
    const files: unknown = workspace.getConfiguration('iterlog').get('files');
    return Array.isArray(files)
      ? files.filter((glob): glob is string => typeof glob === 'string' && glob !== '')
      : [];
  }

  /** What the setting of targets holds for a file, unchecked: what checks it is loaded with the first run. */
  targetsFor(file: Uri | undefined): unknown {
    return workspace.getConfiguration('iterlog', file ?? null).get('targets');
  }

  for(log: Uri): LogSettings {
    const folder = workspace.getWorkspaceFolder(log)?.uri;
    const key = folder?.toString() ?? '';
    let settings = this.known.get(key);
    if (!settings) this.known.set(key, (settings = this.read(folder)));
    return settings;
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  private read(folder: Uri | undefined): LogSettings {
    const configuration = workspace.getConfiguration('iterlog', folder ?? null);
    const protocol: unknown = configuration.get('protocol');
    return {
      rules: this.checkedRules(configuration.get('rules')),
      protocol: presetNames.find(name => name === protocol) ?? 'auto',
      hints: new Set(hintKinds.filter(kind => configuration.get(`inlayHints.${kind}`) !== false)),
      codeLens: configuration.get('codeLens.enabled') !== false,
    };
  }

  private checkedRules(setting: unknown): LogSettings['rules'] {
    const entries = typeof setting === 'object' && setting !== null ? Object.entries(setting) : [];
    const good = entries.filter(([slug, severity]) => slugs.has(slug) && severities.includes(severity));
    for (const [slug] of entries.filter(entry => !good.includes(entry))) {
      this.output.warn(
        `The setting iterlog.rules names '${slug}', which is no rule or has no such severity: ignored.`,
      );
    }
    return Object.fromEntries(good);
  }
}
