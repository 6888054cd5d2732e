// @ts-check
import { spawn } from 'node:child_process';

/**
 * Runs a program to its end, without a shell and without input. Its output is shown to nobody unless it fails.
 *
 * @param {string} file
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<string>} what it wrote to stdout
 * @throws {Error} when it cannot start or does not exit with 0; the message ends with the tail of its output
 */
export function exec(file, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => (all += text));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(stdout);
      reject(new Error(`${file} ${args.join(' ')}: ${signal ?? `exit code ${code}`}\n${all.slice(-2000)}`));
    });
  });
}
