/** An exploration whose runs are told how to go. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { vrestBase } from '../../fixtures/loop.ts';
import { folderWith, iterlog } from '../../unit/cli/world.ts';
import type { Outcome } from '../../unit/cli/world.ts';

export const base = 'flyvis_62_1_gs_vrest';
export const name = `${base}_Claude`;

/** Stands in for the training: each slot does what `behave.json` says, and measures something of its own. */
const slotScript = `
import argparse, json, os, subprocess, sys, time
parser = argparse.ArgumentParser()
for option in ('--config', '--log_file', '--error_log', '--slot', '--iteration'):
    parser.add_argument(option)
args = parser.parse_args()
how = json.load(open('behave.json')).get(args.slot, 'well')
print('slot', args.slot, 'of iteration', args.iteration)
seeds = [line.strip() for line in open(args.config) if 'seed' in line]
print(*seeds, sep='\\n')
if how == 'crash':
    open(args.error_log, 'w').write('TRAINING SUBPROCESS ERROR\\nTraceback (most recent call last):\\nValueError: loss is nan\\n')
    sys.exit('ValueError: loss is nan')
if how == 'die':
    os.kill(os.getpid(), 9)
if how == 'hang':
    subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])
    time.sleep(600)
while how == 'wait' and not os.path.exists('go'):
    time.sleep(0.05)
reward = 0.3 + 0.01 * int(args.iteration)
open(args.log_file, 'w').write(f'''training_time_min: 30.{args.slot}
n_epochs: 1
test_R2: 0.9{args.slot}00
test_pearson: 0.9{args.iteration}
connectivity_R2: 0.95{args.slot}0
tau_R2: 0.9100
V_rest_R2: {reward:.4f}
cluster_accuracy: 0.8{args.slot}0
''')
print('done')
`;
/** Stands in for the parallel script. */
const loopScript = `
import os, sys, time
print(*sys.argv[1:])
if '--resume' not in sys.argv:
    print('erase?', input())
print('agent of', os.environ['ITERLOG_RUN'])
while not os.path.exists('go'):
    time.sleep(0.05)
`;
const protocol = `extends: vrest
run:
  slotCommand: ['{python}', slot.py, --config, '{config}', --log_file, '{result}', --error_log, '{error}', --slot, '{slot}', --iteration, '{iteration}']
`;

/** An exploration that was just started, with scripts that stand in for the reference's. */
export class Folder {
  readonly cwd = folderWith({
    [`${base}.yaml`]: vrestBase,
    'slot.py': slotScript,
    'loop.py': loopScript,
    'behave.json': '{}',
    'iterlog.yaml': protocol,
    'targets.yaml': 'local: { type: local, parallel: 4 }\nshort: { type: local, parallel: 4, limit: 0.03 }\n',
  });

  constructor(private readonly env: Readonly<Record<string, string>> = {}) {}

  async ready(): Promise<this> {
    await this.done('start', `${base}.yaml`, '--write');
    return this;
  }

  run(...argv: string[]): Promise<Outcome> {
    return iterlog(this.withTargets(argv), {
      cwd: this.cwd,
      env: { HOME: this.cwd, ...this.env },
      interrupted: never,
    });
  }

  /** The same with an interrupt as soon as it listens for one. */
  interrupted(...argv: string[]): Promise<Outcome> {
    return iterlog(this.withTargets(argv), {
      cwd: this.cwd,
      env: { HOME: this.cwd, ...this.env },
      interrupted: Promise.resolve(),
    });
  }

  async done(...argv: string[]): Promise<Outcome> {
    const outcome = await this.run(...argv);
    assert.equal(outcome.code, 0, `${argv.join(' ')}\n${outcome.out}${outcome.err}`);
    return outcome;
  }

  start = (...argv: string[]) => this.run('run', 'start', '.', '--yes', ...argv);
  /** What each slot does: `crash`, `die`, `hang`, or `wait` for a file `go`; else it goes well. */
  behave(how: Readonly<Record<string, string>>): void {
    writeFileSync(this.at('behave.json'), JSON.stringify(how));
  }
  at = (file: string): string => path.join(this.cwd, file);
  read = (file: string): string => readFileSync(this.at(file), 'utf8');
  lint = () => this.done('lint', '--exploration', '--fail-on=warning', '.');

  /** Runs are on the targets of a file of its own. */
  private withTargets(argv: readonly string[]): readonly string[] {
    return argv[0] === 'run' && !argv.includes('--targets') ? [...argv, '--targets', 'targets.yaml'] : argv;
  }

  get runIds(): readonly string[] {
    return readdirSync(this.at(`${name}_runs`)).filter(file => !file.startsWith('.'));
  }
}

const never = new Promise<void>(() => undefined);
/** The rewards of a log, in its order. */
export const metrics = (log: string) => [...log.matchAll(/V_rest_R2=([\d.]+)/g)].map(([, value]) => value);
