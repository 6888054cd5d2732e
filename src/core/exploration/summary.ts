/** The state of an exploration in a page of Markdown, for whoever proposes the next batch: a person or a language model. */
import type { Problem } from '../lint/problem.ts';
import type { Severity } from '../lint/rule.ts';
import { configText, countText, decimals, nodesText, statusText } from '../samples/wording.ts';
import { counted } from '../text/counted.ts';
import { oneLine, table } from '../text/markdown.ts';
import { basis, describeRefusal, whyEmpty } from '../tree/describe.ts';
import { ranked } from '../tree/ranked.ts';
import type { TreeNode } from '../tree/model.ts';
import { pythonFixed } from '../tree/python-number.ts';
import type { Exploration } from './exploration.ts';

const mostConfigs = 10;
const mostScores = 12;
const mostRules = 10;
/** So many characters of a text from the log are enough here. */
const longest = 160;

/**
 * At most 60 lines, the same for the same log. Texts of the log stand in it as data, each on one line.
 * @param name the exploration's.
 */
export function summaryOf(exploration: Exploration, name: string): string {
  const sections = [
    head(exploration, name),
    configs(exploration),
    scores(exploration),
    findings(exploration),
    cautions(exploration),
  ];
  return `${sections
    .filter(lines => lines.length > 0)
    .map(lines => lines.join('\n'))
    .join('\n\n')}\n`;
}

function head(exploration: Exploration, name: string): string[] {
  const { protocol, reference, nodes } = exploration;
  const own = reference?.metrics[protocol.reward];
  return [
    `# Exploration ${short(name)}`,
    '',
    `- Protocol: ${short(protocol.title)}${protocol.reward === '' ? '' : `, reward ${protocol.reward}`}`,
    `- Iterations: ${iterationsText(nodes)}`,
    ...scoresBasis(exploration),
    ...(reference && own
      ? [`- Baseline: ${reference.name}, n=${own.n}, mean ${decimals(own.mean)}, std ${decimals(own.std)}`]
      : []),
  ];
}

function iterationsText(nodes: Exploration['nodes']): string {
  if (nodes.length === 0) return 'none yet';
  const last = nodes.reduce((most, { id }) => Math.max(most, id), 0);
  const pending = nodes.filter(node => node.crashed && node.pending).length;
  const crashed = nodes.filter(node => node.crashed).length - pending;
  return [
    `${nodes.length} logged, the last is ${last}`,
    ...(crashed > 0 ? [`${crashed} crashed`] : []),
    ...(pending > 0 ? [`${pending} pending`] : []),
  ].join(', ');
}

function scoresBasis({ currentTree: tree, refusal, nodes }: Exploration): string[] {
  if (refusal) return [`- Scores: none. ${short(describeRefusal(refusal))}`];
  if (!tree || nodes.length === 0) return [];
  return [`- Scores: ${tree.nodes.length > 0 ? basis(tree) : `none. ${whyEmpty(tree)}`}`];
}

function configs({ ranked: all, protocol, reference }: Exploration): string[] {
  if (all.length === 0) return [];
  const { reward } = protocol;
  const rows = all
    .slice(0, mostConfigs)
    .map(statistics => [
      short(configText(statistics.group)),
      short(nodesText(statistics.group), 40),
      countText(statistics),
      decimals(statistics.metrics[reward]?.mean),
      decimals(statistics.metrics[reward]?.std),
      decimals(statistics.metrics.connectivity_R2?.mean),
      statusText(statistics),
    ]);
  const verdict = protocol.improvement && reference ? `against ${reference.name}` : 'status';
  const header = ['Config', 'nodes', 'n', `mean ${reward}`, 'std', 'conn mean', verdict];
  return ['## Best configs', '', ...table([header, ...rows]), ...left(all.length - rows.length, 'config')];
}

function scores({ currentTree: tree }: Exploration): string[] {
  if (!tree || tree.nodes.length === 0) return [];
  const { block, settings } = tree;
  const rows = ranked(tree)
    .slice(0, mostScores)
    .map(node => [
      String(node.id),
      pythonFixed(node.score, 3),
      pythonFixed(node.reward, 3),
      String(node.visits),
      parentText(node),
      short(node.mutation),
    ]);
  const header = ['Node', 'UCB', settings.reward, 'visits', 'parent', 'mutation'];
  const title = block ? `## Scores of block ${block.index + 1}` : '## Scores';
  return [title, '', ...table([header, ...rows]), ...left(tree.nodes.length - rows.length, 'node')];
}

function parentText({ parent, overriddenBy, declaredParent }: TreeNode): string {
  const used = String(parent || 'root');
  return overriddenBy === undefined ? used : `${used} (stated ${declaredParent || 'root'})`;
}

function findings({ result }: Exploration): string[] {
  const { problems } = result;
  if (problems.length === 0) return [];
  const infos = problems.filter(({ severity }) => severity === 'info').length;
  const rules = [...byRule(problems, 'error'), ...byRule(problems, 'warning')];
  const shown = rules
    .slice(0, mostRules)
    .map(
      ([first, count]) =>
        `- ${first.severity} ${first.rule} (${count}), first in line ${first.line + 1}: ${short(first.message)}`,
    );
  return [
    '## Open findings',
    '',
    ...shown,
    ...(rules.length > shown.length ? [`- ${counted(rules.length - shown.length, 'more rule')}`] : []),
    ...(infos > 0 ? [`- ${counted(infos, 'finding')} of severity info`] : []),
  ];
}

/** The first finding of each rule and how many there are, the most frequent rules first. */
function byRule(problems: readonly Problem[], severity: Severity): [first: Problem, count: number][] {
  const rules = new Map<string, [Problem, number]>();
  for (const problem of problems) {
    if (problem.severity !== severity) continue;
    const known = rules.get(problem.rule);
    if (known) known[1]++;
    else rules.set(problem.rule, [problem, 1]);
  }
  return [...rules.values()].sort((a, b) => b[1] - a[1]);
}

/** What the numbers above do not bear. */
function cautions(exploration: Exploration): string[] {
  const { ranked: all, protocol, currentTree } = exploration;
  const enough = protocol.improvement?.minSamples ?? 3;
  const few = all.filter(({ group }) => group.samples.length > 0 && group.samples.length < enough);
  const moved = currentTree?.nodes.filter(({ overriddenBy }) => overriddenBy !== undefined) ?? [];
  const lines = [
    ...(few.length > 0
      ? [
          `- ${few.length} of ${counted(all.length, 'config')} ${few.length === 1 ? 'has' : 'have'} fewer than ${enough} samples: a gain there cannot be told from chance.`,
        ]
      : []),
    ...(moved.length > 0
      ? [
          `- ${moved.length} of ${counted(currentTree?.nodes.length ?? 0, 'node')} of this tree ${moved.length === 1 ? 'has' : 'have'} another parent than stated: a Next line gave it.`,
        ]
      : []),
  ];
  return lines.length > 0 ? ['## Careful', '', ...lines] : [];
}

const left = (count: number, what: string): string[] =>
  count > 0 ? ['', `${counted(count, `more ${what}`)}.`] : [];

function short(text: string, most = longest): string {
  const line = oneLine(text);
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
