/** The command lines of the parallel script and of one slot, as argument vectors. */
import { refused } from '../actions/action.ts';
import type { ActionRefusal } from '../actions/action.ts';
import type { Protocol } from '../protocol/types.ts';
import type { Target } from './target.ts';

/** The one-slot entry point of the reference; see "run" in `protocol/schema.ts` for the words in braces. */
export const referenceSlotCommand: readonly string[] = [
  ...['{python}', 'train_flyvis_subprocess.py', '--config', '{config}', '--device', '{device}'],
  ...['--log_file', '{result}', '--config_file', '{name}', '--error_log', '{error}', '--erase'],
];
/** The template of what one slot runs. */
export const slotTemplate = ({ run }: Protocol): readonly string[] =>
  run?.slotCommand ?? referenceSlotCommand;
/** The script in a command: its first word after the interpreter, where that is one. */
export const scriptOf = ([first, second]: readonly string[]): string | undefined =>
  first === '{python}' ? second : first?.includes('/') === true ? first : undefined;

export const parallelScript = 'GNN_LLM_parallel_flyvis.py';
/** The words of a task, joined by `_`. */
export const defaultLoopTask = 'generate_train_test_plot_Claude';
export const defaultBatchTask = 'train_test_plot';
export const defaultIterations = 144;

/** What the words in braces of a slot command stand for. */
export interface SlotWords {
  readonly python: string;
  readonly device: string;
  /** The config that the slot trains with, on the target. */
  readonly config: string;
  /** How the reference names a slot config: its path below `config`, without ending. */
  readonly name: string;
  /** Where the result log and the error log belong. */
  readonly result: string;
  readonly error: string;
  readonly slot: string;
  readonly iteration: string;
}

/**
 * What one slot runs: its data first where the task says so, then the training. How data is made the protocol has to say:
 * the reference does it within its loop, so it has no command of its own for one slot and its seed.
 */
export function slotCommands(words: SlotWords, task: string, protocol: Protocol): string[][] | ActionRefusal {
  const train = filled(slotTemplate(protocol), words);
  if (!wordsOf(task).includes('generate')) return [train];
  const { run } = protocol;
  if (!run?.generateCommand)
    return refused(
      'The task says `generate`, and nothing says how the data of one slot is made.',
      'Set run.generateCommand in iterlog.yaml, or leave the word out where the slot command makes its data itself.',
    );
  return [filled(run.generateCommand, words), train];
}

const filled = (template: readonly string[], words: SlotWords): string[] =>
  template.map(word => fill(word, words));

const fill = (template: string, words: SlotWords): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const known: Readonly<Record<string, string | undefined>> = { ...words };
    return known[name] ?? whole;
  });

export interface LoopCommand {
  readonly script: string;
  readonly task: string;
  readonly base: string;
  readonly iterations: number;
  /** Whether the script goes on where the log ends. Without it, it asks on standard input and erases. */
  readonly resume: boolean;
  readonly args: readonly string[];
}

/** The command line of the parallel script; refused where it would do other than it says. */
export function loopCommand(
  { script, task, base, iterations, resume, args }: LoopCommand,
  target: Target,
): string[] | ActionRefusal {
  if (!/^[A-Za-z]+(?:_[A-Za-z]+)*$/.test(task))
    return refused(`\`${task}\` is no task: it is made of words joined by _.`, `Such as ${defaultLoopTask}.`);
  const isScheduled = target.type === 'slurm' || target.type === 'lsf';
  if (isScheduled && wordsOf(task).includes('cluster'))
    return refused(
      `With the word cluster in its task the script submits jobs of its own, and on a ${target.type === 'lsf' ? 'LSF' : 'Slurm'} target it would be one already.`,
      'Leave out `cluster`, or run the loop on the login node, as a target of type ssh.',
    );
  if (script.startsWith('-')) return refused(`\`${script}\` is no script.`, 'Name a Python file.');
  const flag = resume ? ['--resume'] : [];
  const others = args.filter(arg => arg !== '--resume');
  return [target.python, script, '-o', task, base, `iterations=${iterations}`, ...others, ...flag];
}

const wordsOf = (task: string): readonly string[] => task.split('_');
