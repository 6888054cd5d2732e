import type { Log } from '../log/model.ts';
import { presets } from './presets/index.ts';
import { namesOf } from './names.ts';
import type { PresetName } from './types.ts';

/** How many entries are looked at: enough to see past a few crashed runs, cheap on a long log. */
const looked = 40;

/**
 * The preset that a log without an `iterlog.yaml` is read with, by its title, its status words and its metrics.
 * A log without any metrics is taken for `vrest`, the default; one whose metrics no preset knows gets none.
 */
export function choosePreset(log: Log): PresetName | undefined {
  const [preamble] = log.sections;
  const entries = log.sections.flatMap(section => section.entry ?? []).slice(0, looked);
  const title = (preamble?.header ? undefined : /^#[ \t].*/m.exec(preamble?.text ?? ''))?.[0] ?? '';
  const metrics = entries.flatMap(entry => entry.fields.metrics?.items.map(item => item.key.text) ?? []);
  const says = (preset: PresetName) =>
    metrics.some(name => namesOf(presets[preset]).metric(name) === presets[preset].reward);
  if (/v_?rest/i.test(title) || entries.some(entry => /v_?rest/i.test(entry.header.status.text)))
    return 'vrest';
  if (says('metabolism')) return 'metabolism';
  if (metrics[0] !== undefined && namesOf(presets.vrest).metric(metrics[0]) === 'V_rest_R2') return 'vrest';
  if (says('flyvis')) return 'flyvis';
  if (says('vrest') || metrics.length === 0) return 'vrest';
  return undefined;
}
