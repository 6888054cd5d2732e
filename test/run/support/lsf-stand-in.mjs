// @ts-check
/**
 * What stands in for LSF, which cannot be had for tests: bsub, bjobs, bkill, bhist and bqueues with the formats that are
 * on record, over a folder of files. A job script is run for real, each task in a process group of its own.
 *
 *   node lsf-stand-in.mjs FOLDER COMMAND ...
 *
 * Files of the folder that change what it does: `down` (LSF does not answer), `forgetful` (bjobs has no job that ended),
 * `old` (bjobs does not know pend_reason), `slots` (how many tasks run at once), `minute` (its milliseconds).
 */
import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

/**
 * @typedef {{ id: number, index: number, name: string, queue: string, cwd: string, output: string, minutes: number,
 *   stat: string, code: number, reason: string, group: number, events: string[] }} Task
 */

const [folder = '', command = '', ...args] = process.argv.slice(2);
const at = (/** @type {string} */ name) => path.join(folder, name);
const knob = (/** @type {string} */ name, /** @type {number} */ usual) =>
  existsSync(at(name)) ? Number(readFileSync(at(name), 'utf8')) : usual;

/** @returns {never} */
function fail(/** @type {string} */ text) {
  console.error(text);
  process.exit(255);
}

const title = (/** @type {Task} */ task) => (task.index > 0 ? `${task.name}[${task.index}]` : task.name);
const idOf = (/** @type {Task} */ task) => (task.index > 0 ? `${task.id}[${task.index}]` : String(task.id));
const fileOf = (/** @type {Task} */ task, end = 'json') => at(`${task.id}.${task.index}.${end}`);

function save(/** @type {Task} */ task, /** @type {string} */ event) {
  task.events.push(
    `${new Date().toString().slice(0, 10)} ${new Date().toTimeString().slice(0, 8)}: ${event}`,
  );
  writeFileSync(fileOf(task, 'new'), JSON.stringify(task));
  renameSync(fileOf(task, 'new'), fileOf(task));
}

/** @returns {Task[]} */
const tasks = () =>
  readdirSync(folder)
    .filter(name => name.endsWith('.json'))
    .map(name => JSON.parse(readFileSync(at(name), 'utf8')))
    .sort((a, b) => a.id - b.id || a.index - b.index);

/** The options of a command line, and what follows them. */
function options(/** @type {string} */ withValue) {
  /** @type {Record<string, string>} */
  const found = {};
  const rest = [...args];
  while (rest[0]?.startsWith('-')) {
    const name = rest.shift() ?? '';
    found[name] = withValue.split(' ').includes(name) ? (rest.shift() ?? '') : '';
  }
  return { found, rest };
}

function bsub() {
  const { found } = options('-J -cwd -o -q -n -M -R -gpu -W -P');
  const queue = found['-q'] ?? 'normal';
  if (!['normal', 'gpu', 'closed'].includes(queue)) fail(`${queue}: No such queue. Job not submitted.`);
  const [, name = '', count] = /^(.*?)(?:\[1-(\d+)\])?$/.exec(found['-J'] ?? '') ?? [];
  const id = 1 + Math.max(100, ...tasks().map(task => task.id));
  const indices = count ? Array.from({ length: Number(count) }, (_, i) => i + 1) : [0];
  for (const index of indices) {
    const output = (found['-o'] ?? '').replace('%J', String(id)).replace('%I', String(index));
    const minutes = Number(found['-W'] ?? 0);
    const cwd = found['-cwd'] ?? process.cwd();
    const begun = { stat: 'PEND', code: 0, reason: '', group: 0, events: [] };
    save(
      { id, index, name, queue, cwd, output, minutes, ...begun },
      `Submitted from host <login1>, to Queue <${queue}>;`,
    );
  }
  writeFileSync(at(`${id}.sh`), readFileSync(0));
  const self = process.argv[1] ?? '';
  spawn(process.execPath, [self, folder, '_run', String(id)], { detached: true, stdio: 'ignore' }).unref();
  console.log(
    `Job is submitted to <lab> project.\nJob <${id}> is submitted to ${found['-q'] ? '' : 'default '}queue <${queue}>.`,
  );
}

/** Runs the tasks of a job as slots are free, and ends those that are to be ended. */
async function run() {
  const mine = tasks().filter(task => task.id === Number(args[0]));
  const open = () => mine.filter(task => task.stat !== 'DONE' && task.stat !== 'EXIT');
  while (open().length > 0) {
    for (const task of open()) {
      const running = tasks().filter(({ stat }) => stat === 'RUN').length;
      if (task.stat === 'PEND' && existsSync(fileOf(task, 'kill')))
        finish(task, 'EXIT', -1, 'TERM_OWNER: job killed by owner');
      else if (task.stat === 'PEND' && task.queue !== 'closed' && running < knob('slots', 4)) start(task);
    }
    await after(100);
  }
}

function start(/** @type {Task} */ task) {
  const out = openSync(path.resolve(task.cwd, task.output), 'a');
  const env = { ...process.env, LSB_JOBID: String(task.id), LSB_JOBINDEX: String(task.index) };
  const input = openSync(at(`${task.id}.sh`), 'r');
  const child = spawn('/bin/sh', ['-s'], { cwd: task.cwd, env, detached: true, stdio: [input, out, out] });
  task.stat = 'RUN';
  task.group = child.pid ?? 0;
  save(task, `Starting (Pid ${child.pid});`);
  let reason = '';
  const timer = setInterval(() => {
    if (reason === '' && existsSync(fileOf(task, 'kill'))) end('TERM_OWNER: job killed by owner');
  }, 100);
  const limit = task.minutes * knob('minute', 60_000);
  const over =
    limit > 0
      ? setTimeout(() => end('TERM_RUNLIMIT: job killed after reaching LSF run time limit'), limit)
      : undefined;
  child.once('exit', (code, signal) => {
    clearInterval(timer);
    clearTimeout(over);
    finish(task, code === 0 ? 'DONE' : 'EXIT', code ?? (signal === 'SIGKILL' ? 137 : 143), reason);
  });

  function end(/** @type {string} */ why) {
    reason = why;
    signal('SIGINT');
    setTimeout(signal, 1500, 'SIGTERM').unref();
    setTimeout(signal, 3000, 'SIGKILL').unref();
  }
  function signal(/** @type {NodeJS.Signals} */ name) {
    try {
      process.kill(-task.group, name);
    } catch {
      // It has ended.
    }
  }
}

function finish(
  /** @type {Task} */ task,
  /** @type {string} */ stat,
  /** @type {number} */ code,
  /** @type {string} */ reason,
) {
  Object.assign(task, { stat, code, reason });
  const told =
    stat === 'DONE' ? 'Done successfully.' : code < 0 ? 'Exited.' : `Exited with exit code ${code}.`;
  save(task, `${told} The CPU time used is 0.1 seconds;`);
  if (reason) save(task, `Completed <exit>; ${reason};`);
}

function bjobs() {
  const { found } = options('-J -o');
  const [, names = '', delimiter = ' '] = /^(.*?) delimiter='(.)'$/.exec(found['-o'] ?? '') ?? [];
  if (existsSync(at('old')) && names.includes('pend_reason')) fail('pend_reason: Illegal field name.');
  const wanted = (found['-J'] ?? '').replace('*', '');
  const listed = tasks().filter(
    task =>
      task.name.startsWith(wanted) &&
      task.group >= 0 &&
      (!existsSync(at('forgetful')) || ['PEND', 'RUN'].includes(task.stat)),
  );
  if (listed.length === 0) fail(`Job <${found['-J']}> is not found`);
  for (const task of listed) {
    /** @type {Record<string, unknown>} */
    const fields = {
      job_name: title(task),
      jobindex: task.index,
      jobid: task.id,
      stat: task.stat,
      exit_code: task.stat === 'EXIT' && task.code >= 0 ? task.code : '-',
      exec_host: task.group > 0 ? 'node1' : '-',
      exit_reason: task.reason || '-',
      pend_reason: task.stat === 'PEND' ? 'New job is waiting for scheduling;' : '-',
    };
    console.log(
      names
        .split(' ')
        .map(name => fields[name])
        .join(delimiter),
    );
  }
}

function bkill() {
  const { rest } = options('');
  for (const word of rest) {
    const [, id, list] = /^(\d+)(?:\[([\d,]+)\])?$/.exec(word) ?? [];
    const chosen = tasks().filter(
      task => task.id === Number(id) && (!list || list.split(',').includes(String(task.index))),
    );
    if (chosen.length === 0) fail(`Job <${word}>: No matching job found`);
    for (const task of chosen) writeFileSync(fileOf(task, 'kill'), '');
    console.log(`Job <${word}> is being terminated`);
  }
}

/** Folded into a column as bhist does, amid words too. */
function fold(/** @type {string} */ line) {
  const rest = line.slice(79).match(/.{1,58}/g) ?? [];
  return [line.slice(0, 79), ...rest].join(`\n${' '.repeat(21)}`);
}

function bhist() {
  const { rest } = options('-n');
  const known = tasks().filter(task => rest.includes(String(task.id)));
  if (known.length === 0) fail('No matching job found');
  for (const task of known) {
    const head = `Job <${idOf(task)}>, Job Name <${title(task)}>, User <me>, Project <default>, Command <#!/bin/sh;exec sh iterlog.sh>`;
    console.log(`\n${[head, ...task.events].map(fold).join('\n')}\n${'-'.repeat(78)}`);
  }
}

function bqueues() {
  const { rest } = options('');
  const known = ['normal', 'gpu', 'closed'].filter(name => rest.length === 0 || rest.includes(name));
  if (known.length === 0) fail(`${rest[0]}: No such queue`);
  console.log('QUEUE_NAME      PRIO STATUS          MAX JL/U JL/P JL/H NJOBS  PEND   RUN  SUSP');
  for (const name of known)
    console.log(
      `${name.padEnd(15)}  30  ${name === 'closed' ? 'Closed:Active' : 'Open:Active'}     -    -    -    -     9     5     4     0`,
    );
}

// The real commands wait until it is up again.
while (command !== '_run' && existsSync(at('down'))) {
  console.error('LSF is down. Please wait ...');
  await after(1000);
}
const all = { bsub, bjobs, bkill, bhist, bqueues, _run: run };
await all[/** @type {keyof typeof all} */ (command)]();
