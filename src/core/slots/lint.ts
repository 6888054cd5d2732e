/** Runs the rules over the slot configs of an exploration. Loads yaml. */
import type { LintOptions } from '../lint/engine.ts';
import { rules } from '../lint/registry.ts';
import type { Rule, Severity, SlotFinding, SlotRule } from '../lint/rule.ts';
import { slotParse } from '../lint/rules/slot-parse.ts';
import { applyEdits, overlap } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { editsFor } from './edited.ts';
import type { ConfigFile, SlotConfig, SlotFiles } from './files.ts';
import { isRefusal } from './model.ts';
import type { SlotDocument } from './model.ts';
import { SlotProblem } from './problem.ts';
import { readSlot } from './read.ts';
import { readConfigs } from './read-configs.ts';
import type { ReadConfigs } from './read-configs.ts';
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
  private readonly read: ReadConfigs;
  private readonly rules: readonly SlotRule[];

  constructor(
    private readonly files: SlotFiles,
    private readonly options: SlotOptions,
  ) {
    this.read = readConfigs(files, options.protocol);
    this.rules = rules.filter(rule => rule.scope === 'slot').filter(rule => this.isActive(rule));
  }

  reports(): readonly SlotReport[] {
    const { base } = this.files;
    const slots = this.files.slots.map(file => this.report(file));
    return base && this.read.broken.has(base) ? [this.report(base), ...slots] : slots;
  }

  private report(file: ConfigFile): SlotReport {
    const config = this.read.context.slots.find(slot => slot.file === file);
    const problems = config ? this.check(config) : this.unreadable(file);
    return { file, problems: suppress(file, problems, this.options.severities?.['unused-suppression']) };
  }

  private check(config: SlotConfig): readonly SlotProblem[] {
    const taken: TextEdit[] = [];
    const problems: SlotProblem[] = [];
    for (const rule of this.rules) {
      for (const finding of rule.check(config, this.read.context))
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
    const refusal = this.read.broken.get(file);
    if (!refusal || !this.isActive(slotParse)) return [];
    const { span, message } = refusal;
    return [new SlotProblem(slotParse.slug, this.severity(slotParse), file, { span, message }, undefined)];
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
