/** How scripts reach a host: quoting through every shell, what ssh says, and connections that hang. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import net from 'node:net';
import fc from 'fast-check';
import { quoteAll } from '../../src/core/run/quote.ts';
import { localTransport } from '../../src/node/run/local.ts';
import { sshTransport } from '../../src/node/run/ssh.ts';
import type { Transport } from '../../src/node/run/transport.ts';
import { missingForSsh } from './support/ensure.mjs';
import { freePort, kill, loginShells, removeSshds, Sshd } from './support/sshd.ts';
import { until } from './support/until.ts';

const odd = [
  ...[
    '',
    ' ',
    'a b',
    "d'e",
    'q"q',
    '$(id)',
    '`id`',
    '$HOME',
    '\\',
    '\\\\',
    "\\'",
    'a\\nb',
    'line1\nline2',
    '\n',
  ],
  ...[
    '\t',
    '*',
    '?',
    '[a]',
    '~',
    '~root',
    '!',
    '!!',
    '#x',
    '-n',
    '--',
    '=',
    '=ls',
    'a=b',
    '{a,b}',
    ';ls',
    '|',
    '&',
  ],
  ...['>', '<', '()', 'é✓', '%s', '%', '^', '\r', "''", "'", '\x1b[31m', '\x7f', 'a\u0081b', '日本'],
];

/** What a shell could make something of, over and over; always the same. */
const argumentsOf = (count: number): readonly string[] => {
  const letters = ` '"\\$\`!*?[]{}()<>|&;#~=%^\n\t-abcé/.`.match(/./gsu) ?? [];
  const word = fc.array(fc.constantFrom(...letters), { maxLength: 12 }).map(parts => parts.join(''));
  return [...odd, ...fc.sample(word, { numRuns: count, seed: 42 })];
};

/** Prints its arguments in hexadecimal digits, a line each. */
const show = ['python3', '-c', 'import sys,os\nfor a in sys.argv[1:]: print("x"+os.fsencode(a).hex())'];
const shown = (text: string): readonly string[] =>
  [...text.matchAll(/^x([0-9a-f]*)$/gm)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString());

const answerOf = async (transport: Transport, script: string) => {
  const answer = await transport.capture(script);
  assert.ok(answer.kind === 'answer', JSON.stringify(answer));
  return answer;
};

describe('quoting', function () {
  const args = argumentsOf(2000);

  for (const shell of ['dash', 'bash', 'zsh', 'busybox'])
    it(`brings ${args.length} arguments through ${shell}`, function () {
      const command = shell === 'busybox' ? ['busybox', 'sh', '-s'] : [shell, '-s'];
      const [program = '', ...rest] = command;
      const result = spawnSync(program, rest, {
        input: `${quoteAll([...show, ...args])}\n`,
        encoding: 'utf8',
      });
      // A shell that is not here says nothing about quoting.
      if (result.error) return this.skip();
      assert.deepEqual(shown(result.stdout), args);
    });

  it('brings them to this machine as a target', async () => {
    const answer = await answerOf(localTransport(), quoteAll([...show, ...args]));
    assert.deepEqual(shown(answer.stdout), args);
  });
});

describe('this machine as a target', () => {
  const local = localTransport();

  it('is none on Windows, which is said', async () => {
    const windows = localTransport('win32');
    const answer = await windows.capture('echo never');
    assert.ok(answer.kind === 'unreachable');
    assert.match(answer.message, /POSIX shell/);
    assert.deepEqual(await windows.stream('', () => undefined, new AbortController().signal), answer);
  });

  it('tells a run nothing of the editor', async () => {
    process.env.ELECTRON_RUN_AS_NODE = '1';
    const answer = await answerOf(localTransport(), 'echo "${ELECTRON_RUN_AS_NODE-none}"');
    delete process.env.ELECTRON_RUN_AS_NODE;
    assert.equal(answer.stdout, 'none\n');
  });

  it('gives output, error output and exit code of a script, and no input', async () => {
    const answer = await answerOf(local, 'echo out; echo err >&2; cat; exit 255');
    assert.deepEqual(answer, { kind: 'answer', code: 255, stdout: 'out\n', stderr: 'err\n' });
  });

  it('ends a script that takes too long, and what it started', async () => {
    const began = Date.now();
    const answer = await local.capture('sleep 4321 & sleep 4321', { timeout: 300 });
    assert.equal(answer.kind, 'unreachable');
    assert.ok(Date.now() - began < 20_000);
    await until('nothing is left', () => spawnSync('pgrep', ['-f', 'sleep 4321']).status === 1);
  });
});

describe('ssh', function () {
  let sshd: Sshd;
  before(async function () {
    const missing = missingForSsh();
    if (missing) return this.skip();
    sshd = await Sshd.start();
  });
  after(removeSshds);

  for (const shell of loginShells)
    it(`brings 2,000 arguments through ${shell} as the login shell, whatever that prints`, async () => {
      const args = argumentsOf(2000);
      const answer = await answerOf(
        sshd.transport(`target-${shell}`),
        `${quoteAll([...show, ...args])}; exit 255`,
      );
      assert.deepEqual(shown(answer.stdout), args);
      assert.deepEqual({ code: answer.code, stderr: answer.stderr }, { code: 255, stderr: '' });
      assert.ok(!answer.stdout.includes('Welcome'));
    });

  const failures: readonly (readonly [string, RegExp, RegExp])[] = [
    ['target-stranger', /key of target-stranger is not known/, /Connect once in a terminal/],
    ['target-changed', /another one than before/, /ssh-keygen -R/],
    ['target-locked', /does not let you in/, /ssh agent/],
    ['target-refused', /takes no ssh connection/, /port/],
    ['target-nowhere', /No host named target-nowhere/, /Check the name/],
  ];
  for (const [host, message, advice] of failures)
    it(`says what to do about ${host}`, async () => {
      const answer = await sshd.transport(host, { controlDir: `${sshd.folder}/none` }).capture('echo never');
      assert.ok(answer.kind === 'unreachable');
      assert.match(answer.message, message);
      assert.match(answer.advice, advice);
    });

  it('says so when there is no ssh', async () => {
    const answer = await sshd.transport('target', { program: '/nowhere/ssh' }).capture('echo never');
    assert.ok(answer.kind === 'unreachable');
    assert.match(answer.message, /ssh cannot be run/);
  });

  it('waits no longer than it has patience for a host that accepts and says nothing', async () => {
    const port = await freePort();
    const silent = net.createServer().listen(port, '127.0.0.1');
    const began = Date.now();
    const transport = sshTransport(`ssh://127.0.0.1:${port}`, { config: '/dev/null', patience: 1000 });
    const answer = await transport.capture('echo never');
    silent.close();
    assert.ok(answer.kind === 'unreachable');
    assert.match(answer.message, /did not answer/);
    assert.ok(Date.now() - began < 20_000);
  });

  it('takes no option for a host', () => {
    assert.throws(() => sshTransport('-oProxyCommand=touch PWNED'), RangeError);
  });

  it('shares a connection, and does without when that hangs', async () => {
    const transport = sshd.transport('target', { patience: 2000 });
    await answerOf(transport, 'true');
    const masters = sshd.masters();
    assert.ok(masters.length > 0, 'somebody keeps the connection');
    for (const master of masters) kill(master, 'SIGSTOP');
    const answer = await answerOf(transport, 'echo well');
    assert.equal(answer.stdout, 'well\n');
    await answerOf(transport, 'true');
    for (const master of masters) kill(master, 'SIGKILL');
  });

  it('connects anew when the one that keeps the connection was killed', async () => {
    const transport = sshd.transport();
    await answerOf(transport, 'true');
    for (const master of sshd.masters()) kill(master, 'SIGKILL');
    assert.equal((await answerOf(transport, 'echo well')).stdout, 'well\n');
  });

  it('has many calls at once answered', async () => {
    const transport = sshd.transport();
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, number) => answerOf(transport, `sleep 0.2; echo ${number}`)),
    );
    assert.deepEqual(
      answers.map(({ stdout }) => Number(stdout)),
      Array.from({ length: 14 }, (_, number) => number),
    );
  });
});
