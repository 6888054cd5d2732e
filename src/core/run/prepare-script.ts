/** The script that lays a run out on its target: all of its files, or none. */
import { quote } from './quote.ts';
import type { PushedFile, RunPlan } from './run-plan.ts';
import { taskScript } from './task-script.ts';

/** How the script ends when it refuses. */
export const prepareCodes = { noFolder: 72, noHash: 69, full: 73 } as const;

/** Gives the sha256 of a file in hexadecimal digits, by whichever program is there. */
export const hashFunction = `hash_of() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum <"$1"
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256 <"$1"
  elif command -v openssl >/dev/null 2>&1; then openssl dgst -sha256 -r <"$1"
  else return 69; fi | { read -r h x; echo "$h"; }
}
command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 || command -v openssl >/dev/null 2>&1 || exit ${prepareCodes.noHash}`;

/**
 * Writes everything beside its place first, looks at what arrived, and only then puts it into place, so that a full disk
 * or a lost connection leaves nothing half-written. A run that was submitted is left as it is. It prints `A <number>`
 * for each of `plan.files` that was kept aside.
 */
export function prepareScript(plan: RunPlan, wrapper: string): string {
  const { directory, folder } = plan;
  const own = [
    { path: `${directory}/iterlog.sh`, text: wrapper },
    ...plan.tasks.map(task => ({
      path: `${directory}/${task.task}/cmd.sh`,
      text: taskScript(plan, task),
    })),
  ];
  const files = [...plan.files, ...own];
  return [
    'LC_ALL=C; export LC_ALL',
    `cd ${quote(folder)} || exit ${prepareCodes.noFolder}`,
    hashFunction,
    `id=${quote(plan.id)} d=${quote(directory)}`,
    '[ ! -e "$d/submitted" ] || exit 0',
    helpers,
    `mkdir -p ${quote(folder)}/.iterlog/runs || give_up`,
    `[ -s .iterlog/.gitignore ] || printf '%s\\n' '*' >.iterlog/.gitignore || give_up`,
    '[ -d "$d" ] || { (umask 077; mkdir "$d") || give_up; made=1; }',
    ...plan.tasks.map(({ task }) => `mkdir -p "$d/${task}" || give_up`),
    ...files.map((file, number) => write(number, file.path, file.text)),
    ...plan.files.map((file, number) => check(number, file)),
    ...plan.files.map((file, number) => (file.replaces ? keepAside(number, file.replaces) : '')),
    ...files.map((_, number) => `mv -f "$n${number}" "$p${number}" || give_up`),
    '',
  ].join('\n');
}

/** `place` follows links, so that a file is written where it really is; `give_up` leaves nothing of what was written. */
const helpers = `made= temps=
give_up() {
  eval "rm -f $temps"
  [ -z "$made" ] || rm -rf "$d"
  exit ${prepareCodes.full}
}
place() { if [ -L "$1" ]; then readlink -f "$1"; else printf '%s\\n' "$1"; fi; }`;

/** Has the file under its temporary name, with the permissions of the one that it replaces. */
function write(number: number, path: string, text: string): string {
  const p = `"$p${number}"`;
  const n = `"$n${number}"`;
  return [
    `p${number}=$(place ${quote(path)}); n${number}=$p${number}.part-$id; temps="$temps \\"\\$n${number}\\""`,
    `[ ! -d ${p} ] || { echo ${p}: Is a directory >&2; give_up; }`,
    `mkdir -p "\${p${number}%/*}" || give_up`,
    `[ ! -f ${p} ] || cp -p ${p} ${n} || give_up`,
    // By a program, since what the shell itself says of a full disk is not always that.
    `printf '%s' ${quote(text)} | cat >${n} || give_up`,
  ].join('\n');
}

const check = (number: number, { hash }: PushedFile): string =>
  `[ "$(hash_of "$n${number}")" = ${quote(hash.replace(/^sha256:/, ''))} ] || { echo "$p${number}: arrived damaged" >&2; give_up; }`;

/** A file that somebody else wrote stays beside the new one; the first copy counts when the script runs again. */
function keepAside(number: number, replaces: readonly string[]): string {
  const p = `"$p${number}"`;
  const known = replaces.map(hash => quote(hash.replace(/^sha256:/, '')));
  const cases = [`"$(hash_of "$n${number}")"`, ...known].join(' | ');
  return [
    `if [ -f ${p} ]; then case $(hash_of ${p}) in`,
    `${cases}) ;;`,
    `*) [ -e ${p}.bak-$id ] || cp -p ${p} ${p}.bak-$id || give_up; echo "A ${number}" ;;`,
    'esac; fi',
  ].join('\n');
}
