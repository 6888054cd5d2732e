/** The record of a run as a schema: the one source of its types and of the checks on `run.json`. */
import * as z from 'zod';
import { runStates } from './states.ts';
import { targetSchema } from './target-schema.ts';

const hash = z.string().regex(/^sha256:[0-9a-f]{64}$/, 'expected `sha256:` and 64 hexadecimal digits');
const instant = z.iso.datetime().describe('A time by the clock of the machine that started the run.');

const status = z.object({
  state: z.enum(runStates),
  exitCode: z.int().optional(),
  reason: z.string().optional(),
  jobId: z.string().optional(),
  host: z.string().optional(),
  started: z.number().optional().describe("Seconds since 1970, by the target's clock."),
  ended: z.number().optional(),
});

const task = z.object({
  task: z.string().regex(/^\d\d$/),
  iteration: z.int().positive().optional().describe('What a slot of a batch runs; nothing for the loop.'),
  commands: z.array(z.array(z.string())).describe('Argument vectors, run one after another.'),
  minutes: z.number().positive().optional().describe('How long it should take.'),
  status,
});

/** A path from the folder of the project that stays inside of it. */
const inside = z
  .string()
  .regex(
    /^(?!\/|[A-Za-z]:|(?:.*\/)?\.\.(?:\/|$))[^\\\0]+$/,
    'expected a path inside the folder of the project',
  );
/** The folder of the project is that of the log or one above it. */
const upwards = z.string().regex(/^(?:\.|(?:\.\.\/)+)$/, 'expected . or ../');

const wanted = z.object({
  task: z.string().regex(/^\d\d$/),
  kind: z.enum(['result', 'error', 'snapshot', 'file']),
  from: z.string().describe('On the target, absolute.'),
  to: inside.describe('Here, from the folder of the project.'),
  before: hash.optional().describe('What stood here when the run started; nothing for no file.'),
});

const brought = z.object({
  from: z.string().describe('On the target, absolute.'),
  to: inside.describe('Here, from the folder of the project.'),
  hash,
});

/** Keys that this version does not know are let be: a newer one may have written them. */
export const runRecordSchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[A-Za-z0-9-]+$/),
  kind: z.enum(['batch', 'loop']),
  exploration: z.string().describe('Its name.'),
  root: upwards.describe('The folder of the project, from the folder of the log.'),
  targetName: z.string(),
  target: targetSchema.describe('As it was set when the run started.'),
  folder: z.string().describe('The folder of the project on the target.'),
  directory: z.string().describe('The directory of the run on the target.'),
  created: instant,
  submitted: instant.optional(),
  ended: instant.optional().describe('When its end was seen.'),
  jobId: z.string().optional().describe('What the scheduler calls it.'),
  state: z.enum(runStates),
  forgotten: z.literal(true).optional().describe('A person said that nothing more is to be asked about it.'),
  problem: z.string().optional().describe('Why nothing newer is known, or why it was not started.'),
  tasks: z.array(task).min(1),
  pushed: z
    .array(z.object({ path: z.string(), hash }))
    .describe('What was written on the target before the start, outside the directory of the run.'),
  keptAside: z.array(z.string()).describe('Files of the target that were kept under another name.'),
  overridden: z.array(z.string()).describe('What spoke against the run, and was overruled.'),
  wanted: z.array(wanted).describe('What is brought home, and where it belongs.'),
  fetched: z.array(brought).describe('What was brought home.'),
});
