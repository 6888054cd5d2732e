/**
 * What an exploration allows, as a schema: the one source of the `Protocol` type, of the JSON schema contributed for
 * `iterlog.yaml`, and of the checks on that file. Only this file and its users in `protocol/file.ts` load zod.
 */
import * as z from 'zod';
import { kindsPerSlot, namedKinds } from '../files/named.ts';
import { rules } from '../lint/registry.ts';
import { presetNames } from './types.ts';

const value = z.union([z.number(), z.boolean(), z.string()]);

const metric = z.strictObject({
  aliases: z.array(z.string()).default([]).describe('Other names that logs use for this metric.'),
  presence: z
    .enum(['required', 'expected', 'optional'])
    .default('optional')
    .describe('required: without it a run counts as crashed. expected: its absence is a warning.'),
  min: z.number().optional().describe('Smallest value that can be true.'),
  max: z.number().optional().describe('Largest value that can be true.'),
});

const condition = z.strictObject({
  metric: z.string(),
  above: z.number().optional().describe('The metric is greater than this.'),
  atLeast: z.number().optional().describe('The metric is this or greater.'),
  atMost: z.number().optional().describe('The metric is this or less.'),
  below: z.number().optional().describe('The metric is less than this.'),
});

const statusClass = z.strictObject({
  all: z.array(condition).optional().describe('The class applies when all of these hold.'),
  any: z.array(condition).optional().describe('The class applies when one of these holds.'),
});

const parameter = z.strictObject({
  role: z
    .enum(['tunable', 'locked', 'known', 'seed'])
    .describe(
      'tunable: the search changes it. locked: it keeps its value. known: allowed, not compared. seed: not part of a config.',
    ),
  type: z.enum(['number', 'boolean', 'text']).default('number'),
  aliases: z.array(z.string()).default([]).describe('Other names that logs use for this parameter.'),
  keys: z
    .array(z.string())
    .default([])
    .describe(
      'The YAML keys of the schema generations, oldest first, under `training.` unless they name a section.',
    ),
  value: value
    .optional()
    .describe('The value of the baseline config; for a locked parameter the only one allowed.'),
  default: value.optional().describe('What a run uses when its config does not have the key.'),
  min: z.number().optional().describe('Lower end of the search range.'),
  max: z.number().optional().describe('Upper end of the search range.'),
  also: z.array(value).default([]).describe('Values outside min..max that are allowed too.'),
  candidates: z
    .array(value)
    .default([])
    .describe('Values to try, in order; a step is the move to the next one.'),
});

const lockException = z.strictObject({
  parameters: z.array(z.string()).describe('Locked parameters that may change ...'),
  with: z.array(z.string()).describe('... in a mutation that changes one of these too.'),
});

const baseline = z.strictObject({
  node: z.int().positive().describe('The node that the baseline was in its own log; `Node 21` for V_rest.'),
  samples: z.record(z.string(), z.array(z.number())).describe('Each metric of each baseline run.'),
  range: z
    .record(z.string(), z.tuple([z.number(), z.number()]))
    .default({})
    .describe('Lowest and highest value as the protocol quotes them.'),
});

const timeModel = z.strictObject({
  metric: z.string().describe('The metric that holds the training time in minutes.'),
  dataGeneration: z.number().nonnegative().describe('Minutes of data generation a run.'),
  standard: z.number().positive().describe('Minutes an epoch without recurrence.'),
  recurrent: z.record(z.string(), z.number().positive()).describe('Minutes an epoch by recurrent time_step.'),
  warn: z.number().positive().describe('Minutes above which a run must be flagged.'),
  limit: z.number().positive().describe('Minutes that no run may exceed.'),
});

const slot = z.strictObject({
  role: z.enum(['exploit', 'explore', 'robustness']),
  modes: z.array(z.string()).describe('Words that a Mode/Strategy line of this slot may begin with.'),
});

const command = z.array(z.string().min(1)).min(1);

export const severity = z.enum(['off', 'info', 'warning', 'error']);

export const protocolSchema = z.strictObject({
  title: z.string().describe('What this protocol is called where it is shown.'),
  reward: z.string().describe('The metric that drives the UCB tree.'),
  scored: z
    .array(z.string())
    .describe('Every metric that the protocol scores or constrains by, the reward included.'),
  dialect: z.enum(['flyvis', 'metabolism']).describe('Which tree builder reads the log.'),
  metrics: z.record(z.string(), metric),
  status: z.strictObject({
    prefix: z
      .string()
      .default('')
      .describe('A word before the status, such as `V_rest`; logs may leave it out.'),
    classes: z
      .record(z.string(), statusClass)
      .describe('The status words, each with the class of results it stands for.'),
    crashed: z.string().describe('The status word of a run without results.'),
  }),
  parameters: z.record(z.string(), parameter),
  lockExceptions: z.array(lockException).default([]),
  configKeys: z.array(z.string()).describe('Parameters that every Config line names.'),
  maxMutations: z.int().positive().describe('Most parameter changes in one mutation.'),
  batchSize: z.int().positive().describe('Runs in a batch, one a slot.'),
  blockSize: z.int().nonnegative().describe('Iterations in a block; 0 for a search without blocks.'),
  ucb: z.strictObject({
    c: z.number().nonnegative().describe('Exploration constant.'),
    formula: z.enum(['puct', 'ucb1']).default('puct'),
  }),
  slots: z.array(slot).describe('The role of each slot, in order.'),
  robustness: z
    .strictObject({ slot: z.int().nonnegative(), mode: z.string() })
    .optional()
    .describe('The slot that re-runs a config unchanged, and the Mode/Strategy it is logged with.'),
  startBatch: z
    .array(z.record(z.string(), value))
    .default([])
    .describe('What each slot of the first batch changes from the baseline.'),
  baseline: baseline.optional(),
  improvement: z
    .strictObject({
      minSamples: z.int().positive(),
      mean: z.array(condition).describe('Conditions on the means over the samples of a config.'),
      maxStd: z
        .number()
        .positive()
        .optional()
        .describe('The sample standard deviation of the reward must be below this.'),
    })
    .optional()
    .describe('When a config counts as better than the baseline.'),
  repeatability: z
    .strictObject({
      promising: z
        .number()
        .optional()
        .describe('A config whose first sample of the reward is above this is run again in the next batch.'),
      beforeBlock: z
        .int()
        .positive()
        .optional()
        .describe('Samples that the best config has before a new block begins.'),
    })
    .optional()
    .describe('What else the protocol asks for before luck counts as gain: each part turns on a rule.'),
  time: timeModel.optional(),
  seeds: z
    .enum(['script', 'yaml'])
    .default('script')
    .describe('Who gives each slot its seed: the loop, or the YAML.'),
  run: z
    .strictObject({
      slotCommand: command.describe(
        "How one slot is trained. Default: the reference's train_flyvis_subprocess.py with its options.",
      ),
      generateCommand: command.describe(
        'How the data of one slot is made, for tasks with the word generate.',
      ),
    })
    .partial()
    .optional()
    .describe(
      'Commands of Run Batch, as lists of arguments in which {python}, {device}, {config}, {name}, {result}, {error}, {slot} and {iteration} stand for what the run gives.',
    ),
});

const anyPath = z
  .string()
  .regex(/^(?:[^{}]|\{(?:name|base)\})+$/, 'expected a path in which only {name} and {base} stand in braces');
const slotPath = z
  .string()
  .regex(
    /^(?=.*\{slot\})(?:[^{}]|\{(?:name|base|slot)\})+$/,
    'expected a path with {slot}, in which only {name}, {base} and {slot} stand in braces',
  );

/** What `files` may name, each checked by itself. */
export const namedFile = (kind: string): z.ZodType<string> =>
  kindsPerSlot.includes(kind) ? slotPath : anyPath;

/** What an `iterlog.yaml` may hold: a preset, changes to it, rule severities, and where files are. */
export const protocolFileSchema = z.strictObject({
  extends: z
    .enum(presetNames)
    .optional()
    .describe('The preset that this file changes; when left out, the one that fits the log.'),
  rules: z
    .strictObject(
      Object.fromEntries(rules.map(rule => [rule.slug, severity.optional().describe(rule.summary)])),
    )
    .nullish()
    .describe('Severity of each rule, or `off`.'),
  files: z
    .strictObject(
      Object.fromEntries(
        Object.entries(namedKinds).map(([kind, text]) => [kind, namedFile(kind).optional().describe(text)]),
      ),
    )
    .nullish()
    .describe(
      'Files that are not where the loop puts them: paths from the folder of this file, with `{name}` for the name of the exploration and `{base}` for that of its base config.',
    ),
  ...partialShape(protocolSchema.shape),
});

/** Every part made optional. Null removes an entry of a record, and a part that a protocol may lack. */
function partialShape(shape: z.core.$ZodShape): Record<string, z.ZodType> {
  const optional = (part: z.ZodType): z.ZodType => {
    const removable = part instanceof z.ZodOptional || part instanceof z.ZodDefault;
    const inner = partial(removable ? (part.unwrap() as z.ZodType) : part);
    const open = removable ? inner.nullable().optional() : inner.optional();
    return part.description === undefined ? open : open.describe(part.description);
  };
  return Object.fromEntries(Object.entries(shape).map(([name, part]) => [name, optional(part as z.ZodType)]));
}

/** A list is given whole or not at all, so what is in it stays as it is. */
function partial(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return z.strictObject(partialShape(schema.shape));
  if (schema instanceof z.ZodRecord)
    return z.record(z.string(), partial(schema.valueType as z.ZodType).nullable());
  return schema;
}
