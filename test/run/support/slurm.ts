/** A Slurm of one node on loopback, thrown away afterwards: its own keys, ports, state, and four GPUs that are none. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeSlurmFiles } from './slurm-files.ts';
import { until } from './until.ts';

export interface Slurm {
  /** Lines of shell that make the commands of Slurm find it. */
  readonly prelude: string;
  /** Calls a command of Slurm and gives what it prints. */
  call(program: string, ...args: readonly string[]): string;
  stopController(): Promise<void>;
  startController(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it; as root, since its node daemon sets the user of jobs. */
export async function startSlurm(): Promise<Slurm> {
  const base = mkdtempSync(path.join(tmpdir(), 'iterlog-slurm-'));
  const conf = await writeSlurmFiles(base);
  const env = { ...process.env, SLURM_CONF: conf, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
  const daemons = new Map<string, ChildProcess>();
  const start = (name: string, ...args: readonly string[]) => {
    const log = openSync(path.join(base, `${name}.out`), 'a');
    daemons.set(name, spawn(name, args, { env, stdio: ['ignore', log, log] }));
  };
  const call = (program: string, ...args: readonly string[]) =>
    spawnSync(program, args, { env, encoding: 'utf8', timeout: 20_000 }).stdout;
  const startController = async () => {
    start('slurmctld', '-D', '-f', conf);
    await until(
      'a controller',
      () => call('scontrol', 'ping'),
      text => text.includes('is UP'),
    );
  };

  start('munged', '--foreground', '--force', ...mungeOptions(base));
  await until('munge', () => existsSync(`${base}/munge/socket`));
  await startController();
  start('slurmd', '-D', '-f', conf);
  await until(
    'a node',
    () => call('sinfo', '-h', '-p', 'gpu', '-o', '%t'),
    text => /^(?:idle|mix)/.test(text),
  );
  return {
    prelude: `export SLURM_CONF=${conf}`,
    call,
    stopController: () => end(daemons.get('slurmctld')),
    startController,
    async stop() {
      call('scancel', '--me');
      await until(
        'no jobs',
        () => call('squeue', '-h', '--me'),
        text => text === '',
      );
      for (const name of ['slurmd', 'slurmctld', 'munged']) await end(daemons.get(name));
      rmSync(base, { recursive: true, force: true });
    },
  };
}

const mungeOptions = (base: string): readonly string[] => [
  `--key-file=${base}/munge.key`,
  `--socket=${base}/munge/socket`,
  `--pid-file=${base}/munge/pid`,
  `--log-file=${base}/munge.log`,
  `--seed-file=${base}/munge/seed`,
];

async function end(daemon: ChildProcess | undefined): Promise<void> {
  if (daemon?.exitCode !== null || daemon.signalCode !== null) return;
  const ended = new Promise(resolve => daemon.once('exit', resolve));
  daemon.kill('SIGTERM');
  const hard = setTimeout(() => daemon.kill('SIGKILL'), 5000);
  await ended;
  clearTimeout(hard);
}
