/**
 * The exploration as pictures show it: the message from whoever has the log to whoever draws, and the one source of its
 * types. Texts in it may come from a log and are data. Numbers are finite.
 */
import * as z from 'zod';

const id = z.number().nonnegative();
const finite = z.number();

/** A named text, as in a list of facts. */
const fact = z.strictObject({ name: z.string(), value: z.string() });

const difference = z.strictObject({
  name: z.string(),
  was: z.string().optional().describe("The parent's value; missing where it has none."),
  own: z.string().optional(),
});

const role = z.enum(['exploit', 'explore', 'robustness']);

const entry = z.strictObject({
  key: z.string().describe('The same for the same entry in another version of the log.'),
  id,
  node: id.optional().describe("The tree builder's node that comes of the entry; missing where it drops it."),
  parent: id.optional().describe('The declared parent; 0 for root, missing where the Node line names none.'),
  slot: z.int().nonnegative(),
  batch: z.number().positive(),
  block: z.number().positive(),
  role,
  outcome: z
    .enum(['scored', 'unscored', 'nan', 'crashed', 'pending'])
    .describe('What became of the run, as its config counts it.'),
  isRerun: z.boolean(),
  config: z.int().nonnegative().optional().describe('The place of its config in the list of configs.'),
  metrics: z.record(z.string(), finite).describe('The finite values of the metrics that are drawn.'),
  label: z.string(),
  spoken: z.string().describe('What a screen reader says.'),
  facts: z.array(fact).describe('Of the run itself; its config has some that count for all its runs.'),
  differences: z.array(difference).describe('In what it differs from its declared parent.'),
  line: z.int().positive().describe('Where its header stands.'),
  offset: z.int().nonnegative(),
});

const tree = z.strictObject({
  dialect: z.enum(['flyvis', 'metabolism']),
  c: finite,
  formula: z.enum(['puct', 'ucb1']),
  nodes: z.array(
    z.strictObject({
      id,
      parent: id.describe('As the Node line states it.'),
      reward: finite,
      mutation: z.string(),
    }),
  ),
  nexts: z.array(z.tuple([id, id])).describe('What the Next line below each header names.'),
  zeros: z.array(id).describe('The headers whose Next line says `parent=0`.'),
  mentioned: z.array(id),
});

const summary = z.strictObject({
  n: z.int().positive(),
  mean: finite,
  std: finite.optional(),
  min: finite,
  max: finite,
  interval: z.tuple([finite, finite]).optional().describe('95 %, of the mean.'),
});

const config = z.strictObject({
  text: z.string(),
  nodes: z.string(),
  samples: z.array(z.string()).describe('The keys of the entries.'),
  count: z.string().describe('How many samples, and what is beside them.'),
  crashed: z.int().nonnegative(),
  metrics: z.record(z.string(), summary),
  facts: z.array(fact),
  status: z.string().describe('The verdict in a word or two.'),
  verdict: z.string().describe('The verdict with its reasons.'),
  values: z.record(z.string(), z.string()).describe('The parameters that tell configs apart.'),
});

const guide = z.strictObject({
  kind: z.enum(['range', 'mean', 'goal', 'warn', 'limit']),
  label: z.string(),
  low: finite,
  high: finite.describe('The same as low for a line.'),
});

const metric = z.strictObject({ name: z.string(), guides: z.array(guide) });

const parameter = z.strictObject({
  name: z.string(),
  values: z
    .array(
      z.strictObject({
        text: z.string(),
        isBaseline: z.boolean(),
        samples: z.array(z.string()).describe('The keys of the entries; none for a value that nobody tried.'),
      }),
    )
    .describe('The values to try and those that runs used, in their order.'),
});

const proposed = z.strictObject({
  iteration: id,
  slot: z.int().nonnegative(),
  role,
  parent: id.describe('0 for root.'),
  change: z.string(),
  reason: z.string(),
  minutes: finite.optional(),
});

export const pictureSchema = z.strictObject({
  version: z.literal(1),
  name: z.string().describe('What the exploration is called.'),
  protocol: z.string(),
  reward: z.string(),
  batchSize: z.int().positive(),
  blockSize: z.int().nonnegative(),
  last: id.describe('The highest iteration; 0 for none.'),
  entries: z.array(entry),
  tree: tree.optional(),
  remarks: z.array(z.string()).describe('Why there is no tree, in sentences.'),
  proposal: z.array(proposed).describe('The next batch.'),
  noProposal: z.string().optional().describe('Why there is no next batch.'),
  configs: z.array(config).describe('In the order for readers.'),
  reference: z.strictObject({ name: z.string(), metrics: z.record(z.string(), summary) }).optional(),
  metrics: z.array(metric).describe('What can be drawn over the iterations, the reward first.'),
  minutes: z.string().optional().describe('The metric that holds the training time.'),
  parameters: z.array(parameter),
});

/** What a picture need not have. */
export const optionalParts = ['tree', 'noProposal', 'reference', 'minutes'] as const;

const at = z.int().nonnegative().describe('The place of the same item in the list before.');

/**
 * What of a picture is otherwise than in the one before. A long log's picture takes a hundred times as long on its way as
 * what one key changes in it.
 */
export const changeSchema = z.strictObject({
  ...pictureSchema.omit({ entries: true, tree: true }).partial().shape,
  gone: z.array(z.enum(optionalParts)).describe('The parts that are there no more.'),
  entries: z.array(
    z.union([entry, z.strictObject({ at, line: entry.shape.line, offset: entry.shape.offset })]),
  ),
  tree: z.strictObject({ ...tree.shape, nodes: z.array(z.union([tree.shape.nodes.element, at])) }).optional(),
});
