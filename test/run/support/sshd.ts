/** A throw-away sshd on the loopback device. */
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { sshTransport } from '../../../src/node/run/ssh.ts';
import type { SshOptions } from '../../../src/node/run/ssh.ts';
import type { Transport } from '../../../src/node/run/transport.ts';
import { nssWrapper } from './ensure.mjs';
import { until } from './until.ts';

/** The login shells of its users: `target-fish` is the host as a user with fish sees it. */
export const loginShells = ['sh', 'bash', 'zsh', 'fish', 'tcsh'] as const;

/** What every one of these shells prints when it starts, as careless settings do. */
const noise = 'Welcome to the machine';

const running: Sshd[] = [];

/** Ends all that were started. */
export async function removeSshds(): Promise<void> {
  for (const sshd of running.splice(0)) await sshd.remove();
}

export class Sshd {
  /** Short, since the sockets of shared connections are in it. */
  readonly folder = mkdtempSync('/tmp/ils-');
  /** A file of settings for ssh that knows this daemon under several names. */
  readonly config = path.join(this.folder, 'ssh_config');
  readonly controlDir = path.join(this.folder, 'c');
  port = 0;
  private daemon: ChildProcess | undefined;

  static async start(): Promise<Sshd> {
    const sshd = new Sshd();
    running.push(sshd);
    sshd.layOut(await freePort());
    await sshd.up();
    return sshd;
  }

  /** A transport to it that shares nothing with other users of this machine. */
  transport(host = 'target', options: SshOptions = {}): Transport {
    return sshTransport(host, { config: this.config, controlDir: this.controlDir, ...options });
  }

  async up(): Promise<void> {
    const log = openSync(path.join(this.folder, 'log'), 'a');
    this.daemon = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', path.join(this.folder, 'sshd_config')], {
      stdio: ['ignore', log, log],
      env: {
        ...process.env,
        LD_PRELOAD: nssWrapper() ?? '',
        NSS_WRAPPER_PASSWD: path.join(this.folder, 'passwd'),
        NSS_WRAPPER_GROUP: '/etc/group',
      },
    });
    closeSync(log);
    await until('sshd answers', () => answers(this.port));
  }

  /** Ends the daemon and every connection, as a host that goes down. */
  async down(): Promise<void> {
    const { daemon } = this;
    if (!daemon) return;
    const ended = once(daemon, 'exit');
    // Stopped first: no session may begin between the two.
    daemon.kill('SIGSTOP');
    this.killSessions();
    daemon.kill('SIGKILL');
    await ended;
    this.daemon = undefined;
  }

  /** Kills the processes that serve connections. */
  killSessions(): number {
    const pids = childrenOf(this.daemon?.pid);
    for (const pid of pids) kill(pid, 'SIGKILL');
    return pids.length;
  }

  /** The ssh clients that are connected to it, without the ones that keep a shared connection. */
  clients(): readonly number[] {
    return pidsOf(args => args.includes(this.config) && /(^|\/)ssh\0/.test(args));
  }

  /** The ssh clients that keep a shared connection. */
  masters(): readonly number[] {
    return pidsOf(args => args.includes(this.controlDir) && args.includes('[mux]'));
  }

  /** Ends it and its clients, and removes what it had. */
  async remove(): Promise<void> {
    await this.down();
    for (const pid of [...this.clients(), ...this.masters()]) kill(pid, 'SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private layOut(port: number): void {
    this.port = port;
    const at = (name: string) => path.join(this.folder, name);
    for (const name of ['host', 'other-host', 'key', 'other-key'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', name, '-f', at(name)]);
    // Where root runs sshd, it wants this folder.
    if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
    mkdirSync(at('home/.config/fish'), { recursive: true });
    for (const file of ['.bashrc', '.zshenv', '.tcshrc', '.config/fish/config.fish'])
      writeFileSync(path.join(at('home'), file), `echo ${noise}\n`);
    writeFileSync(at('authorized_keys'), readFileSync(at('key.pub')));
    writeFileSync(at('sshd_config'), daemonSettings(this.folder, port));
    writeFileSync(at('passwd'), users(at('home')));
    writeFileSync(at('known_hosts'), knownAs(port, at('host.pub')));
    writeFileSync(at('changed_hosts'), knownAs(port, at('other-host.pub')));
    writeFileSync(at('no_hosts'), '');
    writeFileSync(this.config, clientSettings(this.folder, port));
  }
}

const daemonSettings = (folder: string, port: number): string => `
Port ${port}
ListenAddress 127.0.0.1
HostKey ${folder}/host
PidFile none
AuthorizedKeysFile ${folder}/authorized_keys
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
UseDNS no
MaxStartups 100:30:200
`;

/** The real users, and one for each login shell, all of them this one. */
function users(home: string): string {
  const { uid, gid } = userInfo();
  const shell = (name: string) => (name === 'sh' ? '/bin/sh' : `/usr/bin/${name}`);
  return (
    readFileSync('/etc/passwd', 'utf8') +
    loginShells.map(name => `with-${name}:x:${uid}:${gid}::${home}:${shell(name)}\n`).join('')
  );
}

const knownAs = (port: number, key: string): string =>
  `[127.0.0.1]:${port} ${readFileSync(key, 'utf8').split(' ').slice(0, 2).join(' ')}\n`;

/** The first value of a setting counts. */
const clientSettings = (folder: string, port: number): string => `
Host target-stranger
  UserKnownHostsFile ${folder}/no_hosts
Host target-changed
  UserKnownHostsFile ${folder}/changed_hosts
Host target-locked
  IdentityFile ${folder}/other-key
Host target-refused
  Port 1
Host target-nowhere
  HostName nowhere.invalid
${loginShells.map(name => `Host target-${name}\n  User with-${name}\n`).join('')}
Host * !target-locked
  IdentityFile ${folder}/key
Host *
  HostName 127.0.0.1
  Port ${port}
  User with-sh
  IdentitiesOnly yes
  IdentityAgent none
  UserKnownHostsFile ${folder}/known_hosts
  GlobalKnownHostsFile /dev/null
  UpdateHostKeys no
`;

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}

function answers(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = net.connect(port, '127.0.0.1');
    const done = (value: boolean) => {
      socket.destroy();
      resolve(value);
    };
    socket.once('data', () => done(true)).once('error', () => done(false));
  });
}

function pidsOf(isOne: (args: string) => boolean): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(pid => isOne(read(`/proc/${pid}/cmdline`)))
    .map(Number);
}

const childrenOf = (parent: number | undefined): readonly number[] =>
  parent === undefined
    ? []
    : readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .filter(pid =>
          read(`/proc/${pid}/stat`)
            .replace(/^.*\) \S /s, '')
            .startsWith(`${parent} `),
        )
        .map(Number);

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
