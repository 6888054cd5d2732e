/** A host as a target, by the system's own ssh: keys, agents, jump hosts and settings are those of its user. */
import { sshFailure } from '../../core/run/ssh-failure.ts';
import { runScript } from './script-process.ts';
import type { ScriptEnd, ScriptOptions } from './script-process.ts';
import { Sharing } from './ssh-sharing.ts';
import type { CaptureOptions, StreamEnd, Captured, Transport, Unreachable } from './transport.ts';

export interface SshOptions {
  /** A file of settings for ssh instead of the user's. */
  readonly config?: string;
  /** The ssh to run. */
  readonly program?: string;
  /** Where the sockets of shared connections are; a short path. */
  readonly controlDir?: string;
  /** Milliseconds until a script has to begin on the host. */
  readonly patience?: number;
}

/** Whatever a script has to do on a host is done by then, or its caller says otherwise. */
const longEnough = 60_000;
/** Connecting, logging in and a slow start of the login shell. */
const patienceOfAll = 30_000;

const always = [
  '-T',
  // No question can be answered here; the advice then is to connect once in a terminal.
  'BatchMode=yes',
  'ConnectTimeout=10',
  // A dead link is noticed after 45 seconds.
  'ServerAliveInterval=15',
  'ServerAliveCountMax=3',
  // Settings for terminals that would stand in the way.
  'RemoteCommand=none',
  'ClearAllForwardings=yes',
].flatMap(option => (option.startsWith('-') ? [option] : ['-o', option]));

/**
 * A host by ssh.
 * @throws {RangeError} for a name that ssh would take for an option.
 */
export function sshTransport(host: string, options: SshOptions = {}): Transport {
  if (host.startsWith('-') || host === '') throw new RangeError(`${host} is no name of a host.`);
  const program = [options.program ?? 'ssh', ...(options.config === undefined ? [] : ['-F', options.config])];
  const sharing = new Sharing(program, host, options.controlDir);
  const patience = options.patience ?? patienceOfAll;
  return { name: host, capture, stream };

  /** The login shell is only ever asked for this one command, which means the same to every shell. */
  function once(shared: readonly string[], script: string, how: ScriptOptions): Promise<ScriptEnd> {
    return runScript([...program, ...always, ...shared, '--', host, '/bin/sh -s'], script, {
      ...how,
      patience,
    });
  }

  /** A shared connection that hangs takes everybody with it; what did not begin is tried by itself. */
  async function run(script: string, how: ScriptOptions): Promise<ScriptEnd> {
    const shared = await sharing.options();
    const end = await once(shared, script, how);
    if (shared.length === 0 || end.begun || !isOfSharing(end)) return end;
    sharing.leave();
    return once([], script, how);
  }

  async function capture(script: string, how: CaptureOptions = {}): Promise<Captured> {
    const output: Uint8Array[] = [];
    const timeout = how.timeout ?? longEnough;
    const onBytes = (bytes: Uint8Array) => output.push(bytes.slice());
    const end = await run(script, { onBytes, timeout, signal: how.signal });
    if (end.code === undefined) return failure(host, end);
    const { code, stderr } = end;
    return { kind: 'answer', code, stdout: Buffer.concat(output).toString(), stderr };
  }

  async function stream(
    script: string,
    onBytes: ScriptOptions['onBytes'],
    signal: AbortSignal,
  ): Promise<StreamEnd> {
    const end = await run(script, { onBytes, signal });
    if (end.code !== undefined) return { kind: 'ended', code: end.code };
    return end.stopped === 'signal' ? { kind: 'stopped' } : failure(host, end);
  }
}

const isOfSharing = ({ stopped, stderr }: ScriptEnd): boolean =>
  stopped === 'patience' ||
  (stopped === undefined && /mux_client|Control ?socket|Session open refused/i.test(stderr));

function failure(host: string, { stopped, error, stderr, begun }: ScriptEnd): Unreachable {
  const kind = 'unreachable';
  if (error)
    return {
      kind,
      message: `ssh cannot be run: ${error.message}.`,
      advice: 'Install the ssh client, such as the package openssh-client, and see that it is on the PATH.',
    };
  if (stopped === 'signal')
    return { kind, message: 'It was stopped.', advice: 'Run the command again when you want it.' };
  if (stopped)
    return {
      kind,
      message: `${host} did not answer in time.`,
      advice: 'Check whether it is up and whether a VPN is missing.',
    };
  if (begun)
    return {
      kind,
      message: `The connection to ${host} was lost before the answer came.`,
      advice: 'Try again in a moment. What was started there goes on.',
    };
  return { kind, ...sshFailure(host, stderr) };
}
