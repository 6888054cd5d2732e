import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { NamedFiles, NamedIn } from '../core/files/named.ts';
import { protocolOf } from '../core/lint/options.ts';
import type { SeveritySetting } from '../core/lint/rule.ts';
import type { Log } from '../core/log/model.ts';
import { choosePreset } from '../core/protocol/choose.ts';
import type { ProtocolFile, ProtocolProblem } from '../core/protocol/file.ts';
import { presetNames } from '../core/protocol/types.ts';
import type { PresetName, Protocol } from '../core/protocol/types.ts';
import { portPath } from './file-port.ts';
import { readText } from './read-text.ts';
import { refusalOf } from './refusal.ts';

export const protocolFileName = 'iterlog.yaml';

/** The protocol that a log is read with, and where it comes from. */
export interface ProtocolChoice {
  readonly protocol: Protocol;
  readonly severities: Readonly<Record<string, SeveritySetting>>;
  readonly universalOnly: boolean;
  /** The iterlog.yaml, with what is wrong with it. */
  readonly file?: {
    readonly path: string;
    readonly text: string;
    readonly problems: readonly ProtocolProblem[];
    readonly files: NamedFiles;
  };
}

/** The files that the iterlog.yaml of a log names. */
export const namedBy = ({ file }: ProtocolChoice): NamedIn | undefined =>
  file && { folder: portPath(path.dirname(file.path)), files: file.files };

/** Finds the protocol of each log; reads each iterlog.yaml once. */
export class Protocols {
  private readonly texts = new Map<string, Promise<string>>();
  private readonly choices = new Map<string, ProtocolChoice>();

  /** @param wanted a preset's name or the path of a YAML file, which wins over everything else. */
  constructor(private readonly wanted?: string) {}

  /**
   * The protocol of a log: the wanted one, else the nearest iterlog.yaml beside the log or above it, up to the root of
   * its repository, else the preset that fits it, else the rules that hold for every log.
   * @param folder where the log is.
   * @throws {Refusal} when the wanted file cannot be read.
   */
  of(log: Log, folder: string): Promise<ProtocolChoice> {
    return this.fitting(choosePreset(log), folder);
  }

  /**
   * The same for an exploration without a log.
   * @param fitting the preset that fits what is known of it.
   * @throws {Refusal} when the wanted file cannot be read.
   */
  async fitting(fitting: PresetName | undefined, folder: string): Promise<ProtocolChoice> {
    const preset = presetNames.find(name => name === this.wanted);
    if (preset) return plain(preset);
    if (this.wanted !== undefined) return this.read(this.wanted, (await readText(this.wanted)).text, fitting);
    const file = await nearestProtocolFile(folder);
    if (file === undefined) return plain(fitting);
    const text = this.texts.get(file) ?? readText(file).then(read => read.text);
    this.texts.set(file, text);
    return text.then(
      found => this.read(file, found, fitting),
      (error: unknown) => unreadable(file, refusalOf(error, file).message, fitting),
    );
  }

  private async read(file: string, text: string, fitting: PresetName | undefined): Promise<ProtocolChoice> {
    const key = `${fitting ?? ''}:${file}`;
    const known = this.choices.get(key);
    if (known) return known;
    const { readProtocolFile } = await import('../core/protocol/file.ts');
    const { problems, files, ...rest }: ProtocolFile = readProtocolFile(text, fitting);
    const choice = { ...rest, file: { path: file, text, problems, files } };
    this.choices.set(key, choice);
    return choice;
  }
}

/** The iterlog.yaml that speaks for a folder; undefined when there is none up to the repository's or the system's root. */
export async function nearestProtocolFile(folder: string): Promise<string | undefined> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, protocolFileName);
    if (await exists(file)) return file;
    if (at === path.dirname(at) || (await exists(path.join(at, '.git')))) return undefined;
  }
}

function plain(preset: PresetName | undefined): ProtocolChoice {
  return {
    protocol: protocolOf({ preset }),
    universalOnly: preset === undefined,
    severities: {},
  };
}

function unreadable(file: string, message: string, fitting: PresetName | undefined): ProtocolChoice {
  return {
    ...plain(fitting),
    file: { path: file, text: '', problems: [{ span: { start: 0, end: 0 }, message }], files: {} },
  };
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );
