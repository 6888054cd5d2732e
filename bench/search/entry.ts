/** A run as an entry of the log, in the specification's format. */
import type { Choice, Role, Run } from './policy.ts';
import { baseline, differences, parameters } from './space.ts';
import type { Config, Parameter } from './space.ts';

/** What an entry states beside the run itself. */
export interface Told {
  readonly role: Role;
  /** The earliest sample of the config, for a re-run; 21 for the baseline that this log has not run yet. */
  readonly rerunOf?: number;
  readonly next: number | 'root';
}

/** `1.8E-3`, `0.5`, `T`. */
export function print(value: Config[Parameter]): string {
  if (typeof value === 'boolean') return value ? 'T' : 'F';
  return value !== 0 && value < 0.01 ? value.toExponential().toUpperCase() : String(value);
}

export function entryOf(run: Run, told: Told, before: readonly Run[]): string {
  const { id, parent, config } = run;
  const from = before.find(other => other.id === parent)?.config ?? baseline;
  return [
    `## Iter ${id}: ${statusOf(run)}`,
    `Node: id=${id}, parent=${parent}`,
    `Mode/Strategy: ${told.role === 'robustness' ? 'robustness-check' : told.role}`,
    `Config: ${configText(config, from)}`,
    ...metricsLine(run),
    `Mutation: ${mutationText(config, from, told)}`,
    'Parent rule: chosen by the policy',
    `Observation: ${observation(run)}`,
    `${nextLabel}${told.next}`,
    '',
    '',
  ].join('\n');
}

const nextLabel = 'Next: parent=';

/** The log with another parent on its last Next line, once it is known what the next batch begins with. */
export const withLastNext = (log: string, parent: Choice['parent']): string =>
  log.slice(0, log.lastIndexOf(nextLabel) + nextLabel.length) + `${parent}\n\n`;

function statusOf({ metrics }: Run): string {
  if (!metrics) return 'failed';
  const { vrest, connectivity } = metrics;
  if (vrest < 0.3 || connectivity < 0.8) return 'V_rest failed';
  return vrest > 0.6 && connectivity > 0.8 ? 'V_rest success' : 'V_rest partial';
}

/** The specification's five parameters; n_epochs where it says more than that it is 1. */
function configText(config: Config, from: Config): string {
  const shown = parameters.filter(name => name !== 'n_epochs' || config[name] !== 1 || from[name] !== 1);
  return shown.map(name => `${name}=${print(config[name])}`).join(', ');
}

function metricsLine({ metrics, minutes = 0 }: Run): string[] {
  if (!metrics) return [];
  const { vrest, connectivity } = metrics;
  return [
    `Metrics: V_rest_R2=${vrest.toFixed(4)}, connectivity_R2=${connectivity.toFixed(4)}, tau_R2=0.9700, cluster_accuracy=0.8800, test_pearson=0.9900, training_time_min=${minutes.toFixed(1)}`,
  ];
}

function mutationText(config: Config, from: Config, { rerunOf }: Told): string {
  if (rerunOf !== undefined) return `[none] — robustness re-run of Node ${rerunOf}`;
  return differences(from, config)
    .map(name => `${name}: ${print(from[name])} -> ${print(config[name])}`)
    .join(', ');
}

function observation({ metrics, minutes = 0 }: Run): string {
  if (!metrics) return 'The run crashed: CUDA out of memory.';
  const { vrest } = metrics;
  const place = vrest < 0.11 ? 'below' : vrest > 0.78 ? 'above' : 'within';
  const flag = minutes > 55 ? ` Flagged: it took ${minutes.toFixed(1)} min.` : '';
  return `V_rest ${vrest.toFixed(4)} lies ${place} Node 21 range 0.11-0.78.${flag}`;
}
