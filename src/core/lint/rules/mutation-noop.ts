import { replace } from '../../text/edits.ts';
import { span } from '../../text/span.ts';
import { equalValues } from '../config.ts';
import type { Context } from '../context.ts';
import { withoutChange } from '../mutation-edits.ts';
import { changesOf, isNoop } from '../mutation.ts';
import type { Change } from '../mutation.ts';
import type { IterationNode } from '../node.ts';
import { readValue } from '../../protocol/format.ts';
import { rerunOf, rerunText } from '../rerun.ts';
import type { Fix, IterationRule } from '../rule.ts';
import { withFix } from '../with-fix.ts';

export const mutationNoop: IterationRule = {
  slug: 'mutation-noop',
  severity: 'warning',
  scope: 'iteration',
  summary: 'A mutation changes nothing: old and new value are equal.',
  fixable: true,
  universal: false,
  check(node, context) {
    const changes = changesOf(node);
    const empty = changes.filter(
      change => change.pair?.canonical && isNoop(change, node) && isTrue(change, node, context),
    );
    if (empty.length > 0 && empty.length === changes.length) {
      return [
        withFix(asRerun(node, context), {
          span: span(empty[0]?.param.start ?? 0, empty.at(-1)?.to.end ?? 0),
          message: `Nothing changes here, so this is a re-run: written as a change, it is not counted as a further sample of its config.`,
        }),
      ];
    }
    return empty.map(change => {
      const message = `${change.name} keeps its value: a pair that changes nothing hides what the run did change.`;
      return withFix(withoutChange(node, change), {
        span: span(change.param.start, change.to.end),
        message,
      });
    });
  },
};

/** Whether the parent and this run do have that value; where one has not, the value rules have said so. */
function isTrue({ name, to }: Change, node: IterationNode, context: Context): boolean {
  const value = readValue(to.text, node.protocol.parameters[name]);
  const own = node.config.get(name)?.value;
  const had = context.parentConfig(node)?.values.get(name)?.value;
  return (own === undefined || equalValues(own, value)) && (had === undefined || equalValues(had, value));
}

function asRerun(node: IterationNode, context: Context): Fix | undefined {
  const field = node.field('mutation');
  const x = node.protocol.robustness && rerunOf(node, context);
  if (!field || x === undefined) return undefined;
  return { title: `Write it as a re-run of Node ${x}`, edits: [replace(field.value, rerunText(x))] };
}
