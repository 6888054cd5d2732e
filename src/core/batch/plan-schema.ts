/** The plan file as a schema: the one source of its types, of the JSON schema contributed for it, and of the checks on it. */
import * as z from 'zod';

const value = z.union([z.number(), z.boolean(), z.string()]);

const mutation = z.object({
  parameter: z.string().describe('The parameter by the name that the log uses.'),
  old: value.describe("The parent's value."),
  new: value,
});

const slot = z.object({
  slot: z.int().nonnegative(),
  role: z.enum(['exploit', 'explore', 'robustness']).describe('What the slot is for in this batch.'),
  parent: z
    .union([z.int().positive(), z.literal('root')], { error: 'expected the number of an iteration, or root' })
    .describe('The iteration whose config is mutated or re-run; root for the baseline.'),
  mutations: z.array(mutation).describe('What changes from the parent; nothing for a re-run.'),
  config: z
    .record(z.string(), value)
    .describe('The parameters that tell configs apart, as they result, by the names that the log uses.'),
  minutes: z.number().positive().optional().describe('How long the run should take.'),
  reason: z.string().describe('Why, in a sentence with its numbers.'),
  score: z.number().optional().describe('The UCB score that the parent was chosen by.'),
  samples: z
    .array(z.int().positive())
    .optional()
    .describe("The iterations that are samples of the parent's config and justify the choice."),
});

const result = z.object({
  slot: z.int().nonnegative(),
  hash: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/, 'expected `sha256:` and 64 hexadecimal digits')
    .describe('The hash of the bytes of the result log that was written into the log.'),
});

const batch = z.object({
  iterations: z.array(z.int().positive()).min(1).describe('The iterations of the batch, one a slot.'),
  slots: z
    .array(slot)
    .optional()
    .describe('What was planned, in the order of the iterations; missing where iterlog planned nothing.'),
  results: z.array(result).optional().describe('The result logs whose entries are in the log.'),
});

/** Keys that this version does not know are let be: a newer one may have written them. */
export const planSchema = z.object({
  version: z.literal(1).describe('The version of this format.'),
  exploration: z.string().optional().describe('The name of the exploration.'),
  batches: z.array(batch).nullish().describe('Only ever added to; the last one is the plan that counts.'),
});
