import type { Field } from '../../log/model.ts';
import { insert } from '../../text/edits.ts';
import { dominantBreak } from '../../text/lines.ts';
import { baselineRange, placement, placesReward, rangeText } from '../baseline-range.ts';
import type { IterationNode } from '../node.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const observationBaseline: IterationRule = {
  slug: 'observation-baseline',
  severity: 'info',
  scope: 'iteration',
  summary: "The Observation does not place the reward in the baseline's range.",
  fixable: true,
  universal: false,
  needs: protocol => baselineRange(protocol) !== undefined,
  check(node) {
    const { reward } = node.protocol;
    const range = baselineRange(node.protocol);
    const value = node.metric(reward);
    if (!range || value === undefined || !Number.isFinite(value) || node.pending) return [];
    const observation = node.field('observation');
    // Any of several will do: duplicate-line speaks of their number.
    if (node.entry.lines.some(line => line.name === 'observation' && placesReward(line.value.text, range)))
      return [];
    const sentence = placement(value, range);
    const lacks = observation ? 'The Observation does not compare' : 'No Observation compares';
    return [
      withFix(observation ? appended(observation, sentence, node) : added(sentence, node), {
        span: observation?.label ?? node.header.idToken,
        message: `${lacks} ${reward} with the ${rangeText(range)}: whether the run differs from the baseline at all stays open.`,
      }),
    ];
  },
};

function appended({ value }: Field, sentence: string, node: IterationNode): Fix {
  const before = node.section.text.charAt(value.end - 1);
  const stop = value.text === '' || /[.!?:;]/.test(before) ? '' : '.';
  const blank = /[ \t]/.test(before) ? '' : ' ';
  return {
    title: 'Append the place in the baseline range',
    edits: [insert(value.end, stop + blank + sentence)],
  };
}

/** A line of its own where the template has it; an entry with a reward has at least a Metrics line. */
function added(sentence: string, node: IterationNode): Fix | undefined {
  const before = node.field('parentRule') ?? node.field('mutation') ?? node.field('metrics');
  if (!before) return undefined;
  const line = `${dominantBreak(node.section.text)}Observation: ${sentence}`;
  return {
    title: 'Add an Observation with the place in the baseline range',
    edits: [insert(before.span.end, line)],
  };
}
