/** An exploration whose slots train nothing, and do what the test says: files beside the log are the orders. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { repository } from './window.ts';

export const name = 'flyvis_62_1_gs_vrest_Claude';
export const logName = `${name}_analysis.md`;
export const script = 'train_stand_in.py';
/** The line of the script that crashes, counted from 1. */
export const crashLine = 10;

const python = `import os
import sys
import time

slot, result, error = sys.argv[1:4]


def train() -> None:
    if os.path.exists(f"crash_{slot}"):
        raise ValueError(f"no key: hidden_{slot}")


print(f"training slot {slot}", flush=True)
while not os.path.exists("go") and not os.path.exists(f"go_{slot}"):
    time.sleep(0.05)
try:
    train()
except ValueError:
    import traceback

    with open(error, "w") as log:
        log.write("=" * 60 + "\\nTRAINING SUBPROCESS ERROR\\n" + "=" * 60 + "\\n" + traceback.format_exc())
    raise
with open(result, "w") as log:
    log.write("training_time_min: 33.1\\nn_epochs: 1\\ntest_R2: 0.9871\\ntest_pearson: 0.9912\\n")
    log.write("connectivity_R2: 0.9534\\ntau_R2: 0.9702\\n")
    log.write(f"V_rest_R2: 0.4{slot}{int(time.time() * 1000) % 100:02d}\\ncluster_accuracy: 0.8790\\n")
print(f"slot {slot} is done", flush=True)
`;

const protocol = `extends: vrest
run:
  slotCommand: ['{python}', '${script}', '{slot}', '{result}', '{error}']
`;

/** A folder with a new exploration, linted clean, whose runs all start at once. */
export function standIn(parent: string): StandIn {
  const folder = path.join(parent, 'exploration');
  mkdirSync(path.join(folder, '.vscode'), { recursive: true });
  const base = 'flyvis_62_1_gs_vrest.yaml';
  copyFileSync(repository('examples', 'vrest', base), path.join(folder, base));
  writeFileSync(path.join(folder, script), python);
  writeFileSync(path.join(folder, 'iterlog.yaml'), protocol);
  const exploration = new StandIn(folder);
  exploration.setTargets({ local: { type: 'local', parallel: 4, poll: 1 } });
  exploration.iterlog('start', base, '--write');
  return exploration;
}

export class StandIn {
  constructor(readonly folder: string) {}

  at(...names: readonly string[]): string {
    return path.join(this.folder, ...names);
  }

  read(file: string): string {
    return existsSync(this.at(file)) ? readFileSync(this.at(file), 'utf8') : '';
  }

  /** The error log of a slot, wherever such files of the exploration belong. */
  errorLog(slot: number): string {
    const file = readdirSync(this.folder, { recursive: true, encoding: 'utf8' }).find(
      each => path.basename(each) === `training_error_0${slot}.log`,
    );
    return file === undefined ? '' : this.read(file);
  }

  order(...files: readonly string[]): void {
    for (const file of files) writeFileSync(this.at(file), '');
  }

  setTargets(targets: unknown): void {
    writeFileSync(this.at('.vscode', 'settings.json'), JSON.stringify({ 'iterlog.targets': targets }));
  }

  iterlog(...args: readonly string[]): string {
    return execFileSync(process.execPath, [repository('dist', 'cli.mjs'), ...args], {
      encoding: 'utf8',
      cwd: this.folder,
    });
  }

  /** The newest record of a run. */
  record(): { readonly id: string; readonly state: string } | undefined {
    const runs = this.at(`${name}_runs`);
    const [id] = existsSync(runs)
      ? readdirSync(runs)
          .filter(each => /^\d/.test(each))
          .sort()
          .reverse()
      : [];
    return id === undefined
      ? undefined
      : (JSON.parse(readFileSync(path.join(runs, id, 'run.json'), 'utf8')) as { id: string; state: string });
  }

  /** The command lines of the processes that belong to a run of this exploration. */
  processes(): readonly string[] {
    return readdirSync('/proc')
      .filter(pid => /^\d+$/.test(pid))
      .flatMap(pid => {
        try {
          const environment = readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0');
          const isOurs = environment.some(each => each.startsWith('ITERLOG_RUN='));
          const there = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
          return isOurs && (there.includes(this.folder) || this.isHere(pid)) ? [there] : [];
        } catch {
          return [];
        }
      });
  }

  private isHere(pid: string): boolean {
    return readlinkSync(`/proc/${pid}/cwd`) === this.folder;
  }
}
