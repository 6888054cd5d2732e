/** Runs on a host by ssh, whatever happens to the link, to who looks on, and to the tasks. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { RunPlan } from '../../src/core/run/run-plan.ts';
import { directDriver } from '../../src/node/run/drivers/direct.ts';
import type { RunStatus } from '../../src/node/run/driver.ts';
import { fetchFiles } from '../../src/node/run/fetch.ts';
import { prepare } from '../../src/node/run/prepare.ts';
import { checkTarget } from '../../src/node/run/target-checks.ts';
import type { Transport } from '../../src/node/run/transport.ts';
import { missingForSsh } from './support/ensure.mjs';
import { newFolder, removeFolders } from './support/folders.ts';
import { handleOf, inFolder, planOf, pushed } from './support/plans.ts';
import type { PlanOptions } from './support/plans.ts';
import { processesWith } from './support/processes.ts';
import { kill, loginShells, removeSshds, Sshd } from './support/sshd.ts';
import { until } from './support/until.ts';
import { Viewer } from './support/viewer.ts';

/** Lines with what disturbs a careless reader: NUL, bytes that are no UTF-8, and texts that look like frames. */
const talk = (lines: number, code: number) => `import sys,time
for i in range(${lines}):
    sys.stdout.buffer.write(b"it %d loss=%f \\xc3\\xa9 \\x00\\xff\\nD 00 o 5\\nE\\nS T 00 exited 0\\n" % (i, 1 / (i + 1)))
    sys.stdout.flush()
    if i % 10 == 0:
        print("warning", i, file=sys.stderr)
    time.sleep(0.02)
sys.exit(${code})`;

describe('runs by ssh', function () {
  let sshd: Sshd;
  let transport: Transport;
  before(async function () {
    const missing = missingForSsh();
    if (missing) return this.skip();
    sshd = await Sshd.start();
    transport = sshd.transport();
  });
  after(removeSshds);
  after(removeFolders);

  const plan = (programs: readonly string[], options: PlanOptions = {}) =>
    planOf(programs, { ...options, target: { ...options.target, type: 'ssh', host: 'target', folder: '/' } });

  async function submit(run: RunPlan, by = transport): Promise<void> {
    const laidOut = await prepare(run, by);
    assert.equal(laidOut.kind, 'answer', JSON.stringify(laidOut));
    const answer = await directDriver(by).submit(run);
    assert.equal(answer.kind, 'answer', JSON.stringify(answer));
  }

  async function statusOf(run: RunPlan, by = transport): Promise<RunStatus> {
    const answer = await directDriver(by).status([handleOf(run)]);
    assert.ok(answer.kind === 'answer', JSON.stringify(answer));
    return answer.runs.get(run.id) ?? [];
  }

  const states = (status: RunStatus) => status.map(({ state }) => state);

  for (const shell of loginShells)
    it(`lays out, checks, starts, follows and fetches a run for a user of ${shell}`, async () => {
      const by = sshd.transport(`target-${shell}`);
      const folder = newFolder();
      const config = `x: "it's $(x)"\n`;
      const run = plan([`print(open("c f.yaml").read())`, 'import sys; print(sys.argv); sys.exit(4)'], {
        folder,
        target: { environment: { WORD: `a 'b' $(c)` }, parallel: 2 },
        files: [pushed(path.join(folder, 'c f.yaml'), config)],
      });
      await submit(run, by);
      const checked = await checkTarget(run, by, { scripts: [] });
      assert.deepEqual(checked, { kind: 'answer', findings: [] });
      const viewer = new Viewer(run, by);
      const end = await viewer.follow();
      assert.ok(end.kind === 'ended');
      assert.deepEqual(states(end.status), ['finished', 'failed']);
      assert.deepEqual(viewer.compare(), { same: true, size: viewer.bytes });
      assert.equal(readFileSync(path.join(viewer.folder, '00.out'), 'utf8'), `${config}\n`);
      assert.match(readFileSync(path.join(viewer.folder, '01.out'), 'utf8'), /"it's", '\$\(touch PWNED\)'/);
      const out = `${run.directory}/00/out`;
      const fetched = await fetchFiles(by, [{ path: out }], path.join(viewer.folder, 'staging'));
      assert.ok(fetched.kind === 'answer');
      assert.equal(readFileSync(fetched.files[0]?.staged ?? '', 'utf8'), `${config}\n`);
      assert.ok(!existsSync(inFolder(run, 'PWNED')) && !existsSync('PWNED'));
    });

  it('goes on when the link is killed: client, session, daemon; the mirrors are what the target has', async () => {
    const run = plan([talk(500, 42), talk(450, 0)], { target: { parallel: 2 } });
    await submit(run);
    const viewer = new Viewer(run, transport);
    const following = viewer.follow();
    const more = (bytes: number) => {
      const from = viewer.bytes;
      return until(
        'more output',
        () => viewer.bytes - from,
        count => count > bytes,
      );
    };
    await more(3000);
    const clients = sshd.clients();
    assert.ok(clients.length > 0);
    for (const client of clients) kill(client, 'SIGKILL');
    await until('the client is missed', () => viewer.breaks.length === 1);
    await more(3000);
    for (const master of sshd.masters()) kill(master, 'SIGKILL');
    await until('the shared connection is missed', () => viewer.breaks.length === 2);
    await more(3000);
    assert.ok(sshd.killSessions() > 0);
    await until('the session is missed', () => viewer.breaks.length === 3);
    await more(3000);
    await sshd.down();
    await delay(1500);
    await sshd.up();
    const end = await following;
    assert.ok(viewer.breaks.length >= 4, viewer.breaks.join('\n'));
    assert.ok(end.kind === 'ended');
    assert.deepEqual(
      end.status.map(({ state, exitCode }) => [state, exitCode]),
      [
        ['failed', 42],
        ['finished', 0],
      ],
    );
    const { same, size } = viewer.compare();
    assert.ok(same && size === viewer.bytes && size > 40_000, `${size} of ${viewer.bytes} bytes`);
  });

  it('leaves a link that hangs, and goes on by another', async () => {
    const by = sshd.transport('target', { patience: 2000 });
    const run = plan([talk(450, 0)]);
    await submit(run, by);
    const viewer = new Viewer(run, by, undefined, 6000);
    const following = viewer.follow();
    await until('some output', () => viewer.bytes > 1000);
    const masters = sshd.masters();
    assert.ok(masters.length > 0);
    for (const master of masters) kill(master, 'SIGSTOP');
    const end = await following;
    for (const master of masters) kill(master, 'SIGKILL');
    assert.ok(end.kind === 'ended' && viewer.breaks.includes('Nothing came for too long.'));
    assert.ok(viewer.compare().same);
  });

  it('survives the window: who comes back sees the rest, and nothing twice', async () => {
    const run = plan([talk(150, 0)]);
    await submit(run);
    const first = new Viewer(run, transport);
    const following = first.follow();
    await until('some output', () => first.bytes > 1000);
    first.close();
    assert.deepEqual(await following, { kind: 'stopped' });
    assert.deepEqual(states(await statusOf(run)), ['running']);
    const viewer = new Viewer(run, sshd.transport(), first.folder);
    const end = await viewer.follow();
    assert.ok(end.kind === 'ended');
    assert.deepEqual(states(end.status), ['finished']);
    const { same, size } = viewer.compare();
    assert.ok(same && first.bytes + viewer.bytes === size && viewer.bytes > 0);
    await until('nobody looks on at the target any more', () => processesWith(run.id).length === 0);
  });

  it('shows a run that ended while nobody looked', async () => {
    const run = plan([talk(5, 7)]);
    await submit(run);
    await until(
      'the end',
      () => statusOf(run),
      ([task]) => task?.state === 'failed',
    );
    const viewer = new Viewer(run, transport);
    const end = await viewer.follow();
    assert.ok(end.kind === 'ended' && end.status[0]?.exitCode === 7 && viewer.compare().same);
  });

  it('cancels, and nothing survives: what ignores TERM, a tree of Python, what left the session', async () => {
    const stubborn = `import os,signal,subprocess,sys,time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
subprocess.Popen(["sh", "-c", "trap '' TERM; sleep 600; sleep 600"])
print("up", flush=True)
time.sleep(600)`;
    const workers = `import multiprocessing as m,time
ps = [m.Process(target=time.sleep, args=(600,)) for _ in range(4)]
[p.start() for p in ps]
print("up", flush=True)
[p.join() for p in ps]`;
    const gone = `import os,time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
print("up", flush=True)
time.sleep(600)`;
    const run = plan([stubborn, workers, gone, 'print("never")'], { target: { parallel: 3 } });
    await submit(run);
    await until('all up', () => ['00', '01', '02'].every(task => isUp(run, task)));
    assert.ok(processesWith(run.id).length >= 10);
    const began = Date.now();
    const answer = await directDriver(transport).cancel(handleOf(run), 2);
    const took = Date.now() - began;
    assert.ok(answer.kind === 'answer', JSON.stringify(answer));
    assert.deepEqual(answer.survivors, []);
    assert.deepEqual(processesWith(run.id), []);
    assert.deepEqual(states(answer.status), ['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    assert.ok(took < 40_000, `${took} ms`);
    const again = await directDriver(transport).cancel(handleOf(run), 2);
    assert.ok(again.kind === 'answer' && states(again.status).every(state => state === 'cancelled'));
    const start = await directDriver(transport).submit(run);
    assert.deepEqual(states(await statusOf(run)), ['cancelled', 'cancelled', 'cancelled', 'cancelled']);
    assert.ok(start.kind !== 'unreachable');
    assert.equal(existsSync(path.join(run.directory, '03', 'claim')), false);
  });

  const isUp = (run: RunPlan, task: string) => {
    const file = path.join(run.directory, task, 'out');
    return existsSync(file) && readFileSync(file, 'utf8').startsWith('up');
  };

  it('tells a slot that crashed and one that hung from those that finished', async () => {
    const crash = 'import os,signal; os.kill(os.getpid(), signal.SIGSEGV)';
    const run = plan(['print("ok")', 'raise ValueError("bad")', crash, 'import time; time.sleep(600)'], {
      target: { parallel: 4, limit: 2 / 60 },
    });
    await submit(run);
    const viewer = new Viewer(run, transport);
    const end = await viewer.follow();
    assert.ok(end.kind === 'ended');
    assert.deepEqual(states(end.status), ['finished', 'failed', 'failed', 'timed-out']);
    assert.deepEqual([end.status[1]?.exitCode, end.status[2]?.exitCode], [1, 139]);
    assert.match(readFileSync(path.join(viewer.folder, '01.err'), 'utf8'), /ValueError: bad/);
    assert.deepEqual(processesWith(run.id), []);
  });

  it('starts once, though the answer to the submit is lost each time', async () => {
    let lost = 0;
    for (const wait of [0, 20, 40, 60, 80, 100, 130, 160, 200, 300]) {
      const run = plan(['import os; open("started.txt", "a").write("x\\n")']);
      const by = sshd.transport('target', { controlDir: '/nowhere' });
      assert.equal((await prepare(run, by)).kind, 'answer');
      const first = directDriver(by).submit(run);
      const clients = await until(
        'the client',
        () => sshd.clients(),
        found => found.length > 0,
      );
      await delay(wait);
      for (const client of clients) kill(client, 'SIGKILL');
      if ((await first).kind === 'unreachable') lost++;
      await Promise.all([directDriver(by).submit(run), directDriver(transport).submit(run)]);
      await until(
        'the end',
        () => statusOf(run),
        ([task]) => task?.state === 'finished',
      );
      assert.equal(readFileSync(inFolder(run, 'started.txt'), 'utf8'), 'x\n', `killed after ${wait} ms`);
    }
    assert.ok(lost >= 3, `${lost} answers were lost`);
  });

  it('knows many runs in one call, and one whose directory is gone', async () => {
    const runs = [0, 1, 2].map(code => plan([`import sys; sys.exit(${code})`]));
    for (const run of runs) await submit(run);
    const gone = plan(['']);
    const away = { ...handleOf(gone), directory: `${newFolder()}/.iterlog/runs/${gone.id}` };
    const handles = [...runs.map(handleOf), handleOf(gone), away];
    const answer = await until(
      'the ends',
      () => directDriver(transport).status(handles),
      all => all.kind === 'answer' && all.runs.get(runs[2]?.id ?? '')?.[0]?.state === 'failed',
    );
    assert.ok(answer.kind === 'answer');
    assert.deepEqual(
      runs.map(run => answer.runs.get(run.id)?.[0]?.exitCode),
      [0, 1, 2],
    );
    assert.deepEqual(states(answer.runs.get(gone.id) ?? []), ['unreachable']);
  });

  it('says unreachable of a host that is down, and knows nothing', async () => {
    const run = plan(['import time; time.sleep(1)']);
    await submit(run);
    await sshd.down();
    const answer = await directDriver(transport).status([handleOf(run)]);
    assert.equal(answer.kind, 'unreachable');
    await sshd.up();
    await until(
      'the end',
      () => statusOf(run),
      ([task]) => task?.state === 'finished',
    );
  });

  it('keeps a mirror that is longer than the output from hiding what comes', async () => {
    const run = plan(['print("short")']);
    await submit(run);
    const viewer = new Viewer(run, transport, newFolder('.'));
    writeFileSync(path.join(viewer.folder, '00.out'), 'what another run left behind\n'.repeat(100));
    await viewer.follow();
    assert.ok(viewer.compare().same);
  });
});
