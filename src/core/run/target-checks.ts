/** What can be seen of a target before a run: the script that looks, and what its answers mean. */
import { quote, quoteAll } from './quote.ts';
import { printable } from './ssh-failure.ts';
import type { RunPlan } from './run-plan.ts';
import { taskScript } from './task-script.ts';

export interface TargetFinding {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly advice?: string;
}

/** Kilobytes: below the first a run is stopped, below the second it is warned of. */
const tooLittle = 50 * 1024;
const little = 1024 * 1024;

/** Prints a line `<key> <value>` for each thing that was seen. It changes nothing. */
export function checkScript(plan: RunPlan, scripts: readonly string[]): string {
  const python = taskScript(plan, {
    task: '00',
    commands: [[plan.target.python, '-c', 'import sys; print("python", sys.version.split()[0])']],
  });
  return [
    'LC_ALL=C; export LC_ALL',
    `cd ${quote(plan.folder)} 2>/dev/null || { echo folder missing; exit 0; }`,
    '[ -w . ] || echo folder read-only',
    ...scripts.map((script, number) => `[ -f ${quote(script)} ] || echo script ${number}`),
    "echo disk $(df -Pk . 2>/dev/null | tail -n 1 | awk '{ print $4 }')",
    'command -v setsid >/dev/null 2>&1 || command -v python3 >/dev/null 2>&1 || command -v perl >/dev/null 2>&1 || echo tool setsid',
    'command -v sha256sum >/dev/null 2>&1 || command -v shasum >/dev/null 2>&1 || command -v openssl >/dev/null 2>&1 || echo tool sha256sum',
    `command -v git >/dev/null 2>&1 && ${quoteAll(['git', 'status', '--porcelain', '--', '*.py'])} 2>/dev/null | sed 's/^/git /'`,
    `sh -c ${quote(python)} 2>&1 </dev/null | sed 's/^/said /'`,
    '',
  ].join('\n');
}

/** What the script printed, as findings. */
export function checkFindings(
  text: string,
  plan: RunPlan,
  scripts: readonly string[],
  name: string,
): readonly TargetFinding[] {
  const values = (key: string) =>
    [...text.matchAll(new RegExp(`^${key} (.*)$`, 'gm'))].map(([, value = '']) => value);
  if (values('folder').includes('missing'))
    return [
      {
        severity: 'error',
        message: `The folder ${plan.folder} is not on ${name}.`,
        advice: 'Put the project there, or correct `folder` in `iterlog.targets`.',
      },
    ];
  return [
    ...values('folder').map(() => readOnly(plan.folder, name)),
    ...values('script').map(number => noScript(scripts[Number(number)] ?? '', plan.folder, name)),
    ...values('tool').map(tool => noTool(tool, name)),
    ...pythonFindings(values('said'), plan.target.python, name),
    ...diskFindings(values('disk')[0], name),
    ...gitFindings(values('git'), name),
  ];
}

const readOnly = (folder: string, name: string): TargetFinding => ({
  severity: 'error',
  message: `You may not write into ${folder} on ${name}.`,
  advice: 'Check its permissions.',
});

const noScript = (script: string, folder: string, name: string): TargetFinding => ({
  severity: 'error',
  message: `${script} is not in ${folder} on ${name}.`,
  advice: 'Put it there, or correct its name in the task.',
});

const noTool = (tool: string, name: string): TargetFinding => ({
  severity: 'error',
  message: `Neither ${tool} nor what could stand in for it is on ${name}.`,
  advice: `Install ${tool} there.`,
});

/** Only a Python that ran to its end has told its version. */
function pythonFindings(said: readonly string[], python: string, name: string): readonly TargetFinding[] {
  if (said.some(line => /^python \d/.test(line))) return [];
  const last = printable(said.at(-1) ?? '');
  return [
    {
      severity: 'error',
      message: `${python} does not run on ${name}${last ? `: ${last}` : '.'}`,
      advice: 'Correct `python` or `prelude` of the target in `iterlog.targets`.',
    },
  ];
}

function diskFindings(free: string | undefined, name: string): readonly TargetFinding[] {
  if (!free || !/^\d+$/.test(free) || Number(free) >= little) return [];
  const megabytes = Math.floor(Number(free) / 1024);
  return [
    {
      severity: Number(free) < tooLittle ? 'error' : 'warning',
      message: `Only ${megabytes} MB are free on the disk of ${name}.`,
      advice: 'Make room there.',
    },
  ];
}

function gitFindings(changed: readonly string[], name: string): readonly TargetFinding[] {
  const files = changed.map(line => line.slice(3));
  if (files.length === 0) return [];
  const shown = files.slice(0, 3).join(', ') + (files.length > 3 ? ` and ${files.length - 3} more` : '');
  return [
    {
      severity: 'warning',
      message: `Code on ${name} is not committed: ${shown}.`,
      advice: 'Commit it there, so that it can be told later what the results came from.',
    },
  ];
}
