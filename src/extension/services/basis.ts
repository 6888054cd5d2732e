import type { Uri } from 'vscode';
import type { LintOptions } from '../../core/lint/engine.ts';
import type { Evidence } from '../../core/lint/evidence.ts';
import { lintOptions, presetOf, protocolOf } from '../../core/lint/options.ts';
import type { Log } from '../../core/log/model.ts';
import type { ProtocolFile } from '../../core/protocol/file.ts';
import type { PresetName } from '../../core/protocol/types.ts';
import type { EvidenceFiles } from './evidence.ts';
import type { ProtocolFiles, ProtocolText } from './protocol-files.ts';
import type { LogSettings, Settings } from './settings.ts';

/** What a log is linted by, and where that comes from. */
export interface Basis {
  readonly preset: PresetName | undefined;
  readonly source: ProtocolText | undefined;
  readonly file: ProtocolFile | undefined;
  readonly settings: LogSettings;
  readonly evidence: Evidence | undefined;
  readonly options: LintOptions;
}

const keys = ['preset', 'source', 'file', 'settings', 'evidence'] as const satisfies (keyof Basis)[];

/** Gathers what the core needs to know about a log before it can lint it. */
export class Bases {
  constructor(
    private readonly settings: Settings,
    private readonly protocols: ProtocolFiles,
    private readonly evidence: EvidenceFiles,
  ) {}

  /** Reads the files that speak for a log. To be awaited before its first lint. */
  async prepare(uri: Uri, log: Log): Promise<void> {
    await this.protocols.discover(uri);
    await this.evidence.discover(uri, () => this.protocols.findingFor(uri));
    const preset = presetOf(log, this.settings.for(uri).protocol);
    await this.evidence.prepare(uri, protocolOf({ preset, file: this.protocols.nearest(uri)?.with(preset) }));
  }

  /** The basis of a log now; `before` itself when nothing changed, so that re-linting stays quick. */
  of(uri: Uri, log: Log, before: Basis | undefined): Basis {
    const settings = this.settings.for(uri);
    const preset = presetOf(log, settings.protocol);
    const source = this.protocols.nearest(uri);
    const file = source?.with(preset);
    const evidence = this.evidence.of(uri, protocolOf({ preset, file }));
    const basis = { preset, source, file, settings, evidence };
    if (before && keys.every(key => before[key] === basis[key])) return before;
    return { ...basis, options: lintOptions({ preset, file, severities: settings.rules, evidence }) };
  }
}
