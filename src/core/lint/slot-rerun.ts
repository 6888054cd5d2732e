/** Slots that repeat a run unchanged: what is not as it was. */
import { takenOver } from '../slots/changes.ts';
import type { PlannedRun, SlotContext } from '../slots/context.ts';
import { corrected, deviations, unlike } from '../slots/deviations.ts';
import type { Config, SlotConfig } from '../slots/files.ts';
import { nearestRun } from '../slots/nearest-run.ts';
import { pathText } from '../slots/model.ts';
import type { SlotFinding } from './rule.ts';
import { assignment, placeIn, relatedIn } from './slot-text.ts';
import { listed } from './with-fix.ts';

/** The plan says what is re-run: its kept config is compared whole, else the parameters that the log has of it. */
export function plannedRerun(config: SlotConfig, planned: PlannedRun, context: SlotContext): SlotFinding[] {
  const { parent } = planned;
  const name = parent === 'root' ? 'the base config' : `Node ${parent}`;
  const source = parent === 'root' ? context.base : context.snapshot(parent);
  if (source) return verbatim(config, source, name, context);
  const found = deviations(config, context.wantedBy(planned), context);
  const [first] = found;
  if (!first) return [];
  const list = found.map(
    ({ name: key, own, wanted }) => `${assignment(key, own)} instead of ${assignment(key, wanted)}`,
  );
  return [
    {
      span: placeIn(config.document, first.path),
      message: `This slot re-runs ${name}, and has ${list.join(', ')}: its run would be a sample of another config.`,
      fix: { title: `Copy the values of ${name}`, changes: corrected(found) },
    },
  ];
}

function verbatim(config: SlotConfig, source: Config, name: string, context: SlotContext): SlotFinding[] {
  const found = unlike(config, source, context);
  const [first] = found;
  if (!first) return [];
  const keys = listed(found.map(({ path }) => pathText(path)));
  const changes = takenOver(found, config.document, source.document);
  return [
    {
      span: placeIn(config.document, first.path),
      message: `This slot re-runs ${name}, and differs in ${keys}: its run would be a sample of another config.`,
      fix: { title: `Copy ${name}`, changes, like: source.document },
      ...(first.other && { related: [relatedIn(source, first.path, `${name} has it so.`)] }),
    },
  ];
}

/** Without a plan it is open which run is repeated; but it must be one that was. */
export function likeSomeRun(config: SlotConfig, context: SlotContext): SlotFinding[] {
  const nearest = nearestRun(config, context);
  const [first] = nearest?.deviations ?? [];
  if (!nearest || !first) return [];
  const list = nearest.deviations.map(({ name, own }) => assignment(name, own)).join(', ');
  const message = nearest.isOnly
    ? `Slot ${config.slot} re-runs a config unchanged, and before the first run only the base can be: it has ${list}.`
    : `Slot ${config.slot} re-runs a config unchanged, and no run of the log had this one: the nearest, ${nearest.name}, differs in ${list}.`;
  const fix = { title: `Copy the values of ${nearest.name}`, changes: corrected(nearest.deviations) };
  return [{ span: placeIn(config.document, first.path), message, ...(nearest.isOnly && { fix }) }];
}
