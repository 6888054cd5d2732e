/** Decides how a log is linted, for every host alike. */
import { choosePreset } from '../protocol/choose.ts';
import { presets } from '../protocol/presets/index.ts';
import type { PresetName, Protocol } from '../protocol/types.ts';
import { universal } from '../protocol/universal.ts';
import type { Log } from '../log/model.ts';
import type { LintOptions } from './engine.ts';
import type { Evidence } from './evidence.ts';
import type { SeveritySetting } from './rule.ts';

type Severities = Readonly<Record<string, SeveritySetting>>;

/** What an `iterlog.yaml` says. */
export interface FileChoice {
  readonly protocol: Protocol;
  /** Whether neither the file nor the log says which protocol it is. */
  readonly universalOnly: boolean;
  readonly severities: Severities;
}

export interface Choice {
  /** The preset that was asked for or that the log fits; none when it fits none. */
  readonly preset: PresetName | undefined;
  /** The `iterlog.yaml` of the log, read with that preset to fall back to. */
  readonly file?: FileChoice | undefined;
  /** Severities from settings; those of the file outrank them, so that editor and terminal agree. */
  readonly severities?: Severities | undefined;
  readonly evidence?: Evidence | undefined;
}

/** The preset of a log: the wanted one, else the one it fits. */
export const presetOf = (log: Log, wanted: PresetName | 'auto'): PresetName | undefined =>
  wanted === 'auto' ? choosePreset(log) : wanted;

/** The protocol that a choice means. */
export const protocolOf = ({ preset, file }: Pick<Choice, 'preset' | 'file'>): Protocol =>
  file?.protocol ?? (preset ? presets[preset] : universal);

/** The options that a choice means. Keep the object while the choice stays the same: re-linting is quick only then. */
export function lintOptions({ preset, file, severities, evidence }: Choice): LintOptions {
  return {
    protocol: protocolOf({ preset, file }),
    universalOnly: file?.universalOnly ?? preset === undefined,
    severities: { ...severities, ...file?.severities },
    ...(evidence ? { evidence } : {}),
  };
}
