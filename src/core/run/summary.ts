/** What a person agrees to before a run starts, line by line. */
import { quoteAll } from './quote.ts';
import type { PlannedRun } from './plan-basis.ts';
import { hostOf } from './target.ts';
import type { Target } from './target.ts';
import { titleOf } from './record.ts';

/** What runs where, how long it should take, and what is written on the target. */
export function summaryOf({ plan, record }: PlannedRun): readonly string[] {
  const { target } = plan;
  const commands = record.tasks[0]?.commands ?? [];
  const times = record.tasks.flatMap(({ minutes }) => minutes ?? []);
  const outside = plan.files.filter(({ replaces }) => replaces);
  return [
    `${capital(titleOf(record))}: ${placeText(target)}, in ${plan.folder}.`,
    ...(times.length > 0 ? [`The slots should take ${times.join(', ')} min.`] : []),
    ...(outside.length > 0
      ? [`Written there first: ${outside.map(({ path }) => fromFolder(path, plan.folder)).join(', ')}.`]
      : []),
    `${plan.kind === 'batch' ? 'Slot 0 runs' : 'It runs'}: ${commands.map(argv => shown(argv, plan.folder)).join(' && ')}`,
  ];
}

/** Commands run in the folder of the project, and are easier to read from there. */
const shown = (argv: readonly string[], folder: string): string =>
  quoteAll(argv.map(word => fromFolder(word, folder)));

const fromFolder = (word: string, folder: string): string =>
  word.startsWith(`${folder}/`) ? word.slice(folder.length + 1) : word;

function placeText(target: Target): string {
  const host = hostOf(target);
  const where = host === undefined ? 'on this machine' : `on ${host}`;
  if (target.type !== 'slurm' && target.type !== 'lsf') return where;
  const queue = target.queue === undefined ? '' : `, queue ${target.queue}`;
  return `${target.type === 'lsf' ? 'by LSF' : 'by Slurm'} ${where}${queue}`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
