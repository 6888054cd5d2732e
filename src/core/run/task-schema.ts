/** A task of type `iterlog`, as `tasks.json` has it: the one source of the manifest's schema and of the checks on it. */
import * as z from 'zod';

export const taskSchema = z.object({
  exploration: z
    .string()
    .min(1)
    .describe(
      'The log, by its path from the workspace folder; what all logs end in, `_analysis.md`, can be left out.',
    ),
  target: z
    .string()
    .min(1)
    .default('local')
    .describe('A target of the setting `iterlog.targets`, or `local`.'),
  run: z
    .enum(['loop', 'batch'])
    .default('loop')
    .describe('The parallel script as one job, or the runs of the next batch and no more.'),
  script: z
    .string()
    .min(1)
    .optional()
    .describe('The parallel script of a loop. Default: `GNN_LLM_parallel_flyvis.py`.'),
  task: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Words joined by `_`, such as `generate_train_test_plot_Claude`. Of a batch only `generate` matters.',
    ),
  iterations: z.int().positive().optional().describe('How many iterations a loop runs to. Default: 144.'),
  resume: z
    .boolean()
    .default(true)
    .describe(
      'Whether a loop goes on where the log ends. Without it the script erases log, memory, scores and slot configs.',
    ),
  args: z
    .array(z.string())
    .default([])
    .describe('Further arguments of the parallel script, such as `key=value`.'),
  attach: z
    .string()
    .min(1)
    .optional()
    .describe('A run that is there already, by its id: it is shown, and nothing is started.'),
});

/** What a task asks for. */
export type TaskWish = z.infer<typeof taskSchema>;
