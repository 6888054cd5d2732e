/** How the loop names what it keeps beside a log, `<name>_analysis.md`. */

/** A file that a slot left: `<name>_02_analysis.log` is the result log of slot 2, `<name>_02.yaml` its config. */
export interface SlotFile {
  readonly kind: 'result' | 'config';
  readonly slot: number;
}

/** The name of an exploration, from the file name of its log. */
export const explorationName = (logFile: string): string => logFile.replace(/(?:_analysis)?\.[^.]*$/, '');

/** What a file name means for an exploration; undefined for a file of something else. */
export function slotFile(exploration: string, file: string): SlotFile | undefined {
  if (!file.startsWith(`${exploration}_`)) return undefined;
  const [, digits, result] =
    /^(\d\d)(?:(_analysis\.log)|\.yaml)$/.exec(file.slice(exploration.length + 1)) ?? [];
  return digits === undefined ? undefined : { kind: result ? 'result' : 'config', slot: Number(digits) };
}

/** The file name of a slot's result log or config. */
export const slotFileName = (exploration: string, { kind, slot }: SlotFile): string =>
  `${exploration}_${String(slot).padStart(2, '0')}${kind === 'result' ? '_analysis.log' : '.yaml'}`;
