import { checkFindings, checkScript } from '../../core/run/target-checks.ts';
import type { RunPlan } from '../../core/run/run-plan.ts';
import type { Answer, Finding } from './driver.ts';
import type { Transport } from './transport.ts';

type Findings = Promise<Answer<{ readonly findings: readonly Finding[] }>>;

/** Loading a conda environment from a network disk takes its time. */
const timeout = 90_000;

/**
 * What stands in the way of a run on its target, whatever its type: the folder, these scripts of it, Python, the disk,
 * code that is not committed. It looks only.
 */
export async function checkTarget(
  plan: RunPlan,
  transport: Transport,
  wanted: { readonly scripts: readonly string[] },
  signal?: AbortSignal,
): Findings {
  const answer = await transport.capture(checkScript(plan, wanted.scripts), { timeout, signal });
  if (answer.kind !== 'answer') return answer;
  return { kind: 'answer', findings: checkFindings(answer.stdout, plan, wanted.scripts, transport.name) };
}

/** Whether GPUs of these numbers are there. */
export async function checkGpus(
  gpus: readonly number[],
  transport: Transport,
  signal?: AbortSignal,
): Findings {
  const answer = await transport.capture('nvidia-smi -L', { timeout, signal });
  if (answer.kind !== 'answer') return answer;
  return { kind: 'answer', findings: gpuFindings(gpus, transport.name, answer.code, answer.stdout) };
}

function gpuFindings(
  gpus: readonly number[],
  name: string,
  code: number,
  stdout: string,
): readonly Finding[] {
  if (code !== 0)
    return [
      {
        severity: 'warning',
        message: `nvidia-smi does not run on ${name}, so that its GPUs are not known.`,
        advice: 'See whether the GPUs that the target names are there.',
      },
    ];
  const there = [...stdout.matchAll(/^GPU \d+:/gm)].length;
  const missing = gpus.filter(gpu => gpu >= there);
  if (missing.length === 0) return [];
  return [
    {
      severity: 'error',
      message: `${name} has ${there} GPUs, counted from 0, and none with the number ${missing.join(', ')}.`,
      advice: 'Correct `gpus` of the target in `iterlog.targets`.',
    },
  ];
}
