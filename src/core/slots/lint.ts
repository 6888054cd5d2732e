/** Runs the rules over the slot configs of an exploration. Loads yaml. */
import type { LintOptions } from '../lint/engine.ts';
import { rules } from '../lint/registry.ts';
import type { Rule, Severity, SlotFinding, SlotRule } from '../lint/rule.ts';
import { slotParse } from '../lint/rules/slot-parse.ts';
import { timeHistory } from '../samples/times.ts';
import { applyEdits, overlap } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { SlotContext } from './context.ts';
import { editsFor } from './edited.ts';
import type { Config, ConfigFile, SlotConfig, SlotFiles } from './files.ts';
import { isRefusal } from './model.ts';
import type { SlotDocument, SlotRefusal } from './model.ts';
import { SlotProblem } from './problem.ts';
import { readSlot } from './read.ts';
import { statedValues } from './stated.ts';
import { suppress } from './suppress.ts';

/** The problems of one config, in its order. */
export interface SlotReport {
  readonly file: ConfigFile;
  readonly problems: readonly SlotProblem[];
}

type SlotOptions = Pick<LintOptions, 'protocol' | 'severities' | 'universalOnly'>;

/** Lints the slot configs of an exploration: a report for each, and one for a base config that cannot be read. */
export function lintSlots(files: SlotFiles, options: SlotOptions): readonly SlotReport[] {
  return new SlotLinter(files, options).reports();
}

class SlotLinter {
  private readonly slots: SlotConfig[] = [];
  /** Why files cannot be read. */
  private readonly broken = new Map<ConfigFile, SlotRefusal>();
  private readonly context: SlotContext;
  private readonly rules: readonly SlotRule[];

  constructor(
    private readonly files: SlotFiles,
    private readonly options: SlotOptions,
  ) {
    const { protocol } = options;
    for (const file of files.slots) {
      const config = this.read(file);
      if (config) this.slots.push({ ...config, slot: file.slot });
    }
    this.context = new SlotContext({
      protocol,
      slots: this.slots.toSorted((a, b) => a.slot - b.slot),
      base: files.base && this.read(files.base),
      snapshots: this.snapshots(),
      files,
      times: files.runs ? timeHistory(files.runs, protocol) : new Map(),
    });
    this.rules = rules.filter(rule => rule.scope === 'slot').filter(rule => this.isActive(rule));
  }

  reports(): readonly SlotReport[] {
    const { base } = this.files;
    const slots = this.files.slots.map(file => this.report(file));
    return base && this.broken.has(base) ? [this.report(base), ...slots] : slots;
  }

  private report(file: ConfigFile): SlotReport {
    const config = this.slots.find(slot => slot.file === file);
    const problems = config ? this.check(config) : this.unreadable(file);
    return { file, problems: suppress(file, problems, this.options.severities?.['unused-suppression']) };
  }

  private check(config: SlotConfig): readonly SlotProblem[] {
    const taken: TextEdit[] = [];
    const problems: SlotProblem[] = [];
    for (const rule of this.rules) {
      for (const finding of rule.check(config, this.context))
        problems.push(this.problem(rule, config, finding, taken));
    }
    return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** @param taken the edits of earlier rules' fixes: what touches them is offered once they are made. */
  private problem(rule: Rule, config: SlotConfig, finding: SlotFinding, taken: TextEdit[]): SlotProblem {
    const { fix, ...rest } = finding;
    const made = fix && editsFor(config.document, fix);
    const edits = made && !isRefusal(made) && made.length > 0 ? made : undefined;
    if (!fix || !edits || !goTogether(config.document, taken, edits))
      return new SlotProblem(rule.slug, this.severity(rule, rest.severity), config.file, rest, undefined);
    taken.push(...edits);
    const offered = { title: fix.title, edits };
    return new SlotProblem(rule.slug, this.severity(rule, rest.severity), config.file, rest, offered);
  }

  private unreadable(file: ConfigFile): readonly SlotProblem[] {
    const refusal = this.broken.get(file);
    if (!refusal || !this.isActive(slotParse)) return [];
    const { span, message } = refusal;
    return [new SlotProblem(slotParse.slug, this.severity(slotParse), file, { span, message }, undefined)];
  }

  private read(file: ConfigFile): Config | undefined {
    const document = readSlot(file.text);
    if (!isRefusal(document))
      return { file, document, values: statedValues(document, this.options.protocol) };
    this.broken.set(file, document);
    return undefined;
  }

  /** Only those that the rules can come to ask for are read: of runs that the plan repeats. */
  private snapshots(): ReadonlyMap<number, Config> {
    const { plan, snapshots } = this.files;
    const repeated = plan?.batches.at(-1)?.slots?.map(({ parent }) => parent) ?? [];
    const found = new Map<number, Config>();
    for (const parent of repeated) {
      const file = typeof parent === 'number' ? snapshots?.get(parent) : undefined;
      const config = file && this.read(file);
      if (config && typeof parent === 'number') found.set(parent, config);
    }
    return found;
  }

  private isActive(rule: Rule): boolean {
    const { universalOnly, protocol, severities } = this.options;
    if (universalOnly && !rule.universal) return false;
    return (rule.needs?.(protocol) ?? true) && severities?.[rule.slug] !== 'off';
  }

  private severity(rule: Rule, own: Severity = rule.severity): Severity {
    const wanted = this.options.severities?.[rule.slug];
    // `off` never comes here: such rules do not run.
    return wanted === undefined || wanted === 'off' ? own : wanted;
  }
}

/** Whether edits can be made in one go: two that each add the same section cannot, though they touch other text. */
function goTogether({ text }: SlotDocument, taken: readonly TextEdit[], edits: readonly TextEdit[]): boolean {
  if (edits.some(edit => taken.some(other => overlap(edit, other)))) return false;
  return taken.length === 0 || !isRefusal(readSlot(applyEdits(text, [...taken, ...edits])));
}
