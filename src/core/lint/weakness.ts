/** What a conclusion rests on. */
import { counted } from '../text/counted.ts';
import type { Claim } from './claims.ts';
import type { Context } from './context.ts';
import type { IterationNode } from './node.ts';
import { samplesWanted } from './samples-wanted.ts';
import { unmetMeans } from './unmet.ts';

/** Why a conclusion says too little; undefined for one that enough samples stand behind. */
export function weakness(
  claim: Claim,
  node: IterationNode,
  context: Context,
): { readonly of: Claim; readonly message: string } | undefined {
  const wanted = samplesWanted(node.protocol);
  const run = claim.about === undefined ? node : context.node(claim.about);
  if (!run) return undefined;
  const samples = context.samples(context.config(run), node.batch, wanted);
  if (samples.length >= wanted) return undefined;
  // Where the means contradict it as well, claim-baseline speaks.
  if (claim.beatsBaseline && unmetMeans(samples, node.protocol).length > 0) return undefined;
  const whose = run === node ? 'this config' : `the config of Iter ${run.id}`;
  const message = `"${claim.word}" rests on ${counted(samples.length, 'sample')} of ${whose}; it takes ${wanted} to tell a gain from the spread between runs. Say what the run gave, or run the config again.`;
  return { of: claim, message };
}
