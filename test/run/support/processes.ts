import { readFileSync, readdirSync } from 'node:fs';

/** The processes whose arguments or environment hold a text, but this one. */
export function processesWith(text: string): readonly string[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(pid => {
      const args = read(`/proc/${pid}/cmdline`);
      const zombie = args === '';
      return !zombie && (args.includes(text) || read(`/proc/${pid}/environ`).includes(text));
    })
    .map(pid => `${pid} ${read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ')}`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
