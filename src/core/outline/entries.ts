/** How one iteration looks among others. */
import type { Exploration } from '../exploration/exploration.ts';
import type { IterationNode } from '../lint/node.ts';
import { bareStatus } from '../lint/status.ts';
import { decimals } from '../samples/wording.ts';
import { counted } from '../text/counted.ts';
import { oneLine } from '../text/markdown.ts';
import { pythonFixed } from '../tree/python-number.ts';
import { Findings, findingsText } from './findings.ts';
import { gradeOf } from './grade.ts';
import type { Appearance } from './item.ts';

/** The entries of one version of a log. */
export class Entries {
  readonly findings: Findings;
  private readonly keys = new Map<IterationNode, string>();

  constructor(readonly exploration: Exploration) {
    this.findings = new Findings(exploration.result, exploration.places);
    const counts = new Map<number, number>();
    for (const node of exploration.nodes) {
      const count = (counts.get(node.id) ?? 0) + 1;
      counts.set(node.id, count);
      this.keys.set(node, count === 1 ? `iteration ${node.id}` : `iteration ${node.id} again ${count}`);
    }
  }

  /** All of them by their number; equal numbers in the order of the log. */
  get inOrder(): readonly IterationNode[] {
    return this.exploration.nodes.toSorted((a, b) => a.id - b.id);
  }

  keyOf(node: IterationNode): string {
    return this.keys.get(node) ?? `iteration ${node.id}`;
  }

  /**
   * `Iter 13 · partial` and `0.512 · n=3 · UCB 2.013`. The protocol's prefix of the status would only hide the reward.
   *
   * @param scored whether the score of the search as it is now belongs to it.
   */
  look(node: IterationNode, { scored = true } = {}): Appearance {
    const findings = this.findings.count([node]);
    const status = oneLine(bareStatus(node));
    const reward = this.rewardText(node);
    const n = this.sampleCount(node);
    const score = this.exploration.treeNodeOf(node)?.score;
    const ucb = score === undefined || !scored ? [] : [`UCB ${pythonFixed(score, 3)}`];
    const { reward: name } = this.exploration.protocol;
    const named = /^[-\d]/.test(reward) ? `${name} ${reward}` : reward;
    const spoken = [named, ...(n > 0 ? [counted(n, 'sample')] : []), ...ucb, findingsText(findings)];
    return {
      kind: 'entry',
      label: joined([`Iter ${node.id}`, status]),
      description: joined([reward, ...(n > 0 ? [`n=${n}`] : []), ...ucb]),
      spoken: [`Iter ${node.id}`, status, ...spoken].filter(Boolean).join(', '),
      grade: gradeOf(node),
      findings,
    };
  }

  /** The range of the iterations and the best reward: `13-16 · best 0.655`. */
  groupText(nodes: readonly IterationNode[]): readonly string[] {
    const ids = nodes.map(({ id }) => id);
    const [first = 0, last = first] = [ids[0], ids.at(-1)];
    const best = nodes.reduce((most, node) => Math.max(most, this.finiteReward(node)), -Infinity);
    return [
      first === last ? String(first) : `${first}-${last}`,
      ...(Number.isFinite(best) ? [`best ${decimals(best)}`] : []),
    ];
  }

  /** The samples of an iteration's config; 0 for an iteration that is none of them. */
  private sampleCount(node: IterationNode): number {
    const { samples = [] } = this.exploration.groupOf(node) ?? {};
    return Number.isFinite(this.finiteReward(node)) ? samples.length : 0;
  }

  private rewardText(node: IterationNode): string {
    if (node.pending && node.crashed) return 'pending';
    if (node.crashed) return 'crashed';
    const { reward } = this.exploration.protocol;
    if (reward === '') return '';
    const value = node.metric(reward);
    if (value === undefined) return `no ${reward}`;
    return Number.isFinite(value) ? decimals(value) : String(value).replace('NaN', 'nan');
  }

  private finiteReward(node: IterationNode): number {
    const value = node.metric(this.exploration.protocol.reward);
    return value !== undefined && Number.isFinite(value) ? value : -Infinity;
  }
}

/** The parts of a line that say something. */
export const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(' · ');
