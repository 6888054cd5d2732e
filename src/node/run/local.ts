import type { CaptureOptions, Captured, StreamEnd, Transport, Unreachable } from './transport.ts';
import { runScript } from './script-process.ts';
import type { ScriptEnd } from './script-process.ts';

const shell = ['/bin/sh', '-s'];

/** This machine as a target. It needs the POSIX shell, and so is no target on Windows. */
export function localTransport(platform = process.platform): Transport {
  const name = 'this machine';
  const windows = platform === 'win32';
  const env = withoutEditor(process.env);
  return {
    name,
    async capture(script: string, options: CaptureOptions = {}): Promise<Captured> {
      if (windows) return onWindows;
      const output: Uint8Array[] = [];
      const end = await runScript(shell, script, {
        ...options,
        env,
        onBytes: bytes => output.push(bytes.slice()),
      });
      if (end.code === undefined) return failure(end);
      const { code, stderr } = end;
      return { kind: 'answer', code, stdout: Buffer.concat(output).toString(), stderr };
    },
    async stream(script, onBytes, signal): Promise<StreamEnd> {
      if (windows) return onWindows;
      const end = await runScript(shell, script, { onBytes, signal, env });
      if (end.code !== undefined) return { kind: 'ended', code: end.code };
      return end.stopped === 'signal' ? { kind: 'stopped' } : failure(end);
    },
  };
}

/** As in a terminal of the editor: what it tells its own processes is not for others. */
const withoutEditor = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:ELECTRON|VSCODE)_/.test(name)));

const onWindows: Unreachable = {
  kind: 'unreachable',
  message: 'Runs on this machine need a POSIX shell, which Windows does not have.',
  advice: 'Open the folder in WSL, or name a target of type ssh, slurm or lsf in `iterlog.targets`.',
};

function failure({ stopped, error, stderr }: ScriptEnd): Unreachable {
  const kind = 'unreachable';
  if (error)
    return { kind, message: `/bin/sh cannot be run: ${error.message}.`, advice: 'Check the installation.' };
  if (stopped === 'signal')
    return { kind, message: 'It was stopped.', advice: 'Run the command again when you want it.' };
  if (stopped)
    return {
      kind,
      message: 'This machine did not answer in time.',
      advice: 'See whether its disk hangs, then run the command again.',
    };
  const last = stderr.trim().split('\n').at(-1) ?? '';
  return {
    kind,
    message: `The shell ended early.${last && ` It says: ${last}`}`,
    advice: 'Run the command again.',
  };
}
