/**
 * Where runs can be started, as a schema: the one source of its types, of the setting `iterlog.targets`, and of the
 * checks on it. Only its users in hosts load zod.
 */
import * as z from 'zod';

/** An absolute path of a POSIX system. */
const absolute = z.string().regex(/^\/[^\0\n]*$/, 'expected an absolute path, such as /home/me/project');
const word = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:@%+,=/-]*$/, 'expected a name of letters, digits and . _ : @ % + , = / -');
const host = z
  .string()
  .regex(
    /^[A-Za-z0-9_][\w.@:%[\]-]*$/,
    'expected a host as ssh names it, such as gpu1 or me@gpu1.example.org',
  )
  .describe(
    'The host as `ssh` knows it: a name of `~/.ssh/config`, or `user@host`. Keys, agents and jump hosts are those of ssh.',
  );

const common = {
  folder: absolute
    .optional()
    .describe(
      'The folder of the project on the target, as an absolute path. Without it, for a target on this machine, the workspace folder itself.',
    ),
  python: z.string().min(1).default('python3').describe('The Python that runs the scripts.'),
  prelude: z
    .string()
    .optional()
    .describe(
      'Lines of POSIX shell that are run before each command on the target, such as `. /opt/conda/etc/profile.d/conda.sh && conda activate gnn`.',
    ),
  environment: z
    .record(z.string().regex(/^[A-Za-z_]\w*$/), z.string())
    .default({})
    .describe('Environment variables of the commands. Not for secrets: run records keep them.'),
  device: z.string().min(1).default('cuda').describe('What the one-slot script gets as `--device`.'),
  limit: z
    .number()
    .positive()
    .optional()
    .describe(
      'Minutes after which a slot is stopped. Without it none is on `local` and `ssh`, and the queue decides on `slurm` and `lsf`.',
    ),
  poll: z.number().min(1).default(15).describe('Seconds between two looks at the state of the runs.'),
  pathMap: z
    .record(absolute, absolute)
    .default({})
    .describe('Folders of the target and what they are called here, for places in tracebacks.'),
};

/** Of targets where iterlog itself shares out the processors. */
const direct = {
  gpus: z
    .array(z.int().nonnegative())
    .default([])
    .describe(
      'The GPUs to use, by number: as many slots train at once, each with one in `CUDA_VISIBLE_DEVICES`.',
    ),
  parallel: z
    .int()
    .positive()
    .optional()
    .describe('How many slots train at once. Without it one a GPU, and one where no GPU is named.'),
};

const scheduled = {
  host: host
    .optional()
    .describe(
      'The login node, as `ssh` knows it. Without it the scheduler is called on this machine, as on a login node.',
    ),
  queue: word.optional().describe('The partition or queue.'),
  gpus: z.int().nonnegative().default(1).describe('GPUs a slot.'),
  cpus: z.int().positive().optional().describe('Processors a slot.'),
  memory: word.optional().describe('Memory a slot as the scheduler writes it, such as `32G`.'),
  options: z
    .array(z.string())
    .default([])
    .describe('Further arguments of `sbatch` or `bsub`, one by one, such as `--account=lab`.'),
  schedulerPrelude: z
    .string()
    .optional()
    .describe(
      'Lines of POSIX shell that make the commands of the scheduler known, such as `. /opt/lsf/conf/profile.lsf`.',
    ),
};

const commandsOf = <const T extends readonly string[]>(names: T, text: string) =>
  z.partialRecord(z.enum(names), z.array(z.string()).min(1)).default({}).describe(text);

export const targetSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('local'), ...common, ...direct }),
  z.strictObject({
    type: z.literal('ssh'),
    host,
    ...common,
    ...direct,
    folder: absolute.describe('The folder of the project on the host, as an absolute path.'),
  }),
  z.strictObject({
    type: z.literal('slurm'),
    ...common,
    ...scheduled,
    gres: word.optional().describe('What `--gres` asks for instead of `gpu:<gpus>`, such as `gpu:h100:1`.'),
    commands: commandsOf(
      ['sbatch', 'squeue', 'sacct', 'scancel'],
      'Commands of the scheduler that are called otherwise here, each as a list of arguments.',
    ),
  }),
  z.strictObject({
    type: z.literal('lsf'),
    ...common,
    ...scheduled,
    gpu: z.string().optional().describe('What `-gpu` asks for instead of `num=<gpus>`.'),
    commands: commandsOf(
      ['bsub', 'bjobs', 'bkill', 'bhist'],
      'Commands of the scheduler that are called otherwise here, each as a list of arguments.',
    ),
  }),
]);

/** Targets by name; `local` is there without being named. */
export const targetsSchema = z.record(
  z.string().regex(/^[A-Za-z0-9][\w.-]*$/, 'expected a name of letters, digits and . _ -'),
  targetSchema,
);
