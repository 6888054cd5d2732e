import { counted } from '../../text/counted.ts';
import { shift } from '../../text/span.ts';
import { firstOfClaims } from '../claims.ts';
import type { Claim } from '../claims.ts';
import type { Context } from '../context.ts';
import type { IterationNode } from '../node.ts';
import type { Finding, IterationRule } from '../rule.ts';
import { unmetMeans } from '../unmet.ts';

const none: readonly Finding[] = [];

export const claimBaseline: IterationRule = {
  slug: 'claim-baseline',
  severity: 'warning',
  scope: 'iteration',
  summary: 'An Observation claims to beat the baseline while the means of the config do not.',
  fixable: false,
  universal: false,
  needs: ({ baseline, improvement }) => baseline !== undefined && improvement !== undefined,
  check(node, context) {
    const value = node.field('observation')?.value;
    if (!value || node.crashed || node.pending) return none;
    const found = firstOfClaims(
      value.text,
      node.protocol,
      claim => unmet(claim, node, context),
      () => beating.test(value.text),
    );
    return found ? [{ span: shift(found.of, value.start), message: found.message }] : none;
  },
};

/** What every claim to beat a baseline names. */
const beating =
  /\b(?:than|over|on|upon|to|beats?|beating|outperform\w*|surpass\w*)\s+(?:the\s+)?(?:Node \d|baseline\b)/i;

function unmet(
  claim: Claim,
  node: IterationNode,
  context: Context,
): { readonly of: Claim; readonly message: string } | undefined {
  const run = claim.about === undefined ? node : context.node(claim.about);
  if (!claim.beatsBaseline || !run) return undefined;
  const samples = context.samples(context.config(run), node.batch);
  const [reason] = unmetMeans(samples, node.protocol);
  if (reason === undefined) return undefined;
  const whose = run === node ? 'this config' : `the config of Iter ${run.id}`;
  const message = `Node ${node.protocol.baseline?.node ?? ''} is not beaten: over ${counted(samples.length, 'sample')} of ${whose} the ${reason}. Only a config whose means meet the protocol's rule counts as better.`;
  return { of: claim, message };
}
