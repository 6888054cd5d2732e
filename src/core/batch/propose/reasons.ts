/** Why a run was chosen, in a sentence with its numbers. */
import { samplesWanted } from '../../lint/samples-wanted.ts';
import { formatValue } from '../../protocol/format.ts';
import { decimals } from '../../samples/wording.ts';
import { counted } from '../../text/counted.ts';
import { pythonFixed } from '../../tree/python-number.ts';
import { mutationText } from '../mutation-text.ts';
import type { Move } from './moves.ts';
import type { Pick } from './pick.ts';
import type { Basis } from './roles.ts';
import { meanOf } from './standings.ts';
import type { Standing } from './standings.ts';

export function reasonFor(pick: Pick, basis: Basis): string {
  if (pick.kind === 'rerun') return rerunReason(pick.standing, basis);
  const { warning } = pick;
  const end = warning === undefined ? '' : `; warning: ${warning}, which is allowed only as an exception`;
  return `${parentReason(pick, basis)}; ${moveReason(pick, basis)}${end}.`;
}

type Mutated = Exclude<Pick, { kind: 'rerun' }>;

function parentReason({ place, why }: Mutated, { situation }: Basis): string {
  const { scored, rank } = place;
  if (!scored) return 'No node of the tree can be a parent, so the base config is';
  const { node, run } = scored;
  const { reward } = situation.protocol;
  const group = situation.exploration.groupOf(run);
  const n = group?.samples.length ?? 0;
  const mean = group && meanOf(group.samples, reward);
  const config =
    mean === undefined ? '' : `; its config has mean ${decimals(mean)} over ${counted(n, 'sample')}`;
  const numbers = `(${reward} ${pythonFixed(node.reward, 3)}, ${counted(node.visits, 'visit')}${config})`;
  const score = `${ordinal(rank)} UCB score, ${pythonFixed(node.score, 3)}`;
  return why === 'unvisited'
    ? `Node ${node.id} was visited little and has the ${score} ${numbers}`
    : `Node ${node.id} has the ${score} ${numbers}`;
}

function moveReason({ run, moves, why, kind }: Mutated, { effects, situation }: Basis): string {
  const text = run.mutations.map(mutationText).join(', ');
  if (kind === 'double') return `${text}: no single change is left, so two parameters move a step each`;
  const [move] = moves;
  if (!move) return text;
  if (why === 'unvaried') return `${text} varies ${move.name}, which no run has varied yet`;
  const step = `${text} is the smallest step that is untried and allowed`;
  const effect = effects.get(move.name);
  if (!effect) return `${step}, and no two runs tell yet what ${move.name} does`;
  const gain = move.direction * effect.mean;
  const sign = gain < 0 ? '' : '+';
  return `${step}, and ${doing(move)} moved ${situation.protocol.reward} by ${sign}${decimals(gain)} on average in ${counted(effect.pairs, 'comparison')}`;
}

const doing = ({ name, value, direction }: Move): string =>
  typeof value === 'boolean'
    ? `setting ${name} to ${formatValue(value)}`
    : `${direction > 0 ? 'raising' : 'lowering'} ${name}`;

function rerunReason(standing: Standing | undefined, { situation, standings }: Basis): string {
  if (!standing) return 'The log has no sample of the base config yet, which later runs are compared with.';
  const { protocol } = situation;
  const { rerun, mean, n, constraints, group } = standing;
  const isFirst = standings[0] === standing;
  const isBest = situation.exploration.groups.every(
    other => (meanOf(other.samples, other.reward) ?? mean) <= mean,
  );
  const rank = isBest ? 'the highest ' : isFirst ? 'of what may run again the highest ' : '';
  const others = constraints.map(({ metric, mean: own }) => `, mean ${metric} ${decimals(own)}`).join('');
  const numbers = `mean ${protocol.reward} ${decimals(mean)} over ${counted(n, 'sample')} (${group.samples.map(({ id }) => id).join(', ')})${others}`;
  const wanted = samplesWanted(protocol);
  const why =
    n < wanted
      ? `fewer than ${wanted} samples confirm nothing, so it runs again unchanged`
      : 'a further sample narrows its mean';
  return `The config of Node ${rerun.parent} has ${rank}${numbers}; ${why}.`;
}

/** `highest`, `second highest`, `4th highest`. */
function ordinal(rank: number): string {
  const words = ['highest', 'second highest', 'third highest'];
  const ending =
    rank % 10 === 1 && rank % 100 !== 11
      ? 'st'
      : rank % 10 === 2 && rank % 100 !== 12
        ? 'nd'
        : rank % 10 === 3 && rank % 100 !== 13
          ? 'rd'
          : 'th';
  return words[rank - 1] ?? `${rank}${ending} highest`;
}
