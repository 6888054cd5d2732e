import { targetRefusal } from '../../core/run/refusal-words.ts';
import { prepareCodes, prepareScript } from '../../core/run/prepare-script.ts';
import type { RunPlan } from '../../core/run/run-plan.ts';
import type { Answer, Refused } from './driver.ts';
import type { Transport } from './transport.ts';
import wrapper from './wrapper.sh';

/**
 * Lays a run out on its target: its directory, the wrapper, what its tasks run, and the files of the plan, all or none.
 * Called again it does the same again, until the run is submitted: then it leaves everything as it is. `keptAside` has
 * the paths of files that somebody else had written; their contents are in `<path>.bak-<id>`.
 */
export async function prepare(
  plan: RunPlan,
  transport: Transport,
): Promise<Answer<{ readonly keptAside: readonly string[] }> | Refused> {
  const script = scriptOf(plan);
  if (typeof script !== 'string') return script;
  const answer = await transport.capture(script);
  if (answer.kind !== 'answer') return answer;
  if (answer.code !== 0) return refusal(plan, transport.name, answer.code, answer.stderr);
  const keptAside = [...answer.stdout.matchAll(/^A (\d+)$/gm)].flatMap(
    ([, number]) => plan.files[Number(number)]?.path ?? [],
  );
  return { kind: 'answer', keptAside };
}

function scriptOf(plan: RunPlan): string | Refused {
  try {
    return prepareScript(plan, wrapper);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'refused', message: error.message, advice: 'See which of its files is no text.' };
  }
}

function refusal(plan: RunPlan, target: string, code: number, stderr: string): Refused {
  const kind = 'refused';
  if (code === prepareCodes.noFolder)
    return {
      kind,
      message: `The folder ${plan.folder} is not on ${target}.`,
      advice: 'Put the project there, or correct `folder` in `iterlog.targets`.',
    };
  if (code === prepareCodes.noHash)
    return {
      kind,
      message: `None of sha256sum, shasum and openssl is on ${target}.`,
      advice: 'Install one of them: files are not sent without a look at what arrived.',
    };
  return { kind, ...targetRefusal('The run could not be laid out, and nothing was changed', target, stderr) };
}
