/** Runs the rules over a log, again only where something changed. */
import type { Log, Section } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { overlap } from '../text/edits.ts';
import { Context, Dependencies } from './context.ts';
import { noEvidence } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { LogIndex, Memory } from './log-index.ts';
import type { IterationNode } from './node.ts';
import { Problem } from './problem.ts';
import { rules } from './registry.ts';
import type { Finding, Fix, IterationRule, LogRule, Rule, SectionRule, SeveritySetting } from './rule.ts';
import { suppress } from './suppress.ts';

export interface LintOptions {
  readonly protocol: Protocol;
  /** Severity of single rules, or `off`; what is not named keeps its own. */
  readonly severities?: Readonly<Record<string, SeveritySetting>>;
  readonly evidence?: Evidence;
  /** True for a log that fits no protocol: only the rules that hold everywhere run. */
  readonly universalOnly?: boolean;
}

interface Found {
  readonly rule: Rule;
  readonly finding: Finding;
}

interface Settled extends Found {
  readonly fix: Fix | undefined;
}

interface Cached {
  readonly found: readonly Settled[];
  readonly dependencies: Dependencies;
}

/** The problems of one version of a log, in its order, and what is needed to lint the next version quickly. */
export interface LintResult {
  readonly log: Log;
  readonly problems: readonly Problem[];
  /** The iterations that a reader sees. */
  readonly nodes: readonly IterationNode[];
  readonly linter: Linter;
}

/** Lints a log. With the result of an earlier version, only what an edit touched is looked at again. */
export function lint(log: Log, options: LintOptions, previous?: LintResult): LintResult {
  const linter = previous?.linter.serves(options) ? previous.linter : new Linter(options);
  return linter.lint(log);
}

export class Linter {
  private readonly memory: Memory;
  private readonly cache = new WeakMap<Section, Cached>();
  private readonly iterationRules: readonly IterationRule[];
  private readonly sectionRules: readonly SectionRule[];
  private readonly logRules: readonly LogRule[];

  constructor(private readonly options: LintOptions) {
    this.memory = new Memory(options.protocol);
    const active = rules.filter(rule => this.isActive(rule));
    this.iterationRules = active.filter(rule => rule.scope === 'iteration');
    this.sectionRules = active.filter(rule => rule.scope === 'section');
    this.logRules = active.filter(rule => rule.scope === 'log');
  }

  /** Whether what this linter remembers holds under these options. */
  serves(options: LintOptions): boolean {
    const own = this.options;
    return (
      own.protocol === options.protocol &&
      own.severities === options.severities &&
      own.evidence === options.evidence &&
      own.universalOnly === options.universalOnly
    );
  }

  lint(log: Log): LintResult {
    const index = new LogIndex(log, this.memory);
    const context = new Context(this.options.protocol, this.options.evidence ?? noEvidence, index);
    const ofLog = this.checkLog(context);
    const problems: Problem[] = [];
    log.sections.forEach((section, i) => {
      const own = this.checkSection(section, context, index);
      const more = ofLog.get(section);
      for (const found of more ? settle([...own, ...more]) : own) problems.push(this.problem(log, i, found));
    });
    return { log, problems: suppress(log, problems, this.severityOf('unused-suppression')), nodes: index.nodes, linter: this };
  }

  private isActive(rule: Rule): boolean {
    if (this.options.universalOnly && !rule.universal) return false;
    return this.severityOf(rule.slug) !== 'off';
  }

  private severityOf(slug: string): SeveritySetting | undefined {
    return this.options.severities?.[slug];
  }

  private checkLog(context: Context): Map<Section, Found[]> {
    const found = new Map<Section, Found[]>();
    for (const rule of this.logRules) {
      for (const finding of rule.check(context)) {
        const list = found.get(finding.section);
        if (list) list.push({ rule, finding });
        else found.set(finding.section, [{ rule, finding }]);
      }
    }
    return found;
  }

  private checkSection(section: Section, context: Context, index: LogIndex): readonly Settled[] {
    const known = this.cache.get(section);
    if (known?.dependencies.hold(index)) return known.found;
    const dependencies = new Dependencies();
    context.dependencies = dependencies;
    const found: Found[] = [];
    for (const rule of this.sectionRules) for (const finding of rule.check(section, context)) found.push({ rule, finding });
    const node = this.memory.nodes.get(section);
    if (node) {
      for (const rule of this.iterationRules) for (const finding of rule.check(node, context)) found.push({ rule, finding });
    }
    const settled = settle(found);
    this.cache.set(section, { found: settled, dependencies });
    return settled;
  }

  private problem(log: Log, section: number, { rule, finding, fix }: Settled): Problem {
    const severity = this.severityOf(rule.slug) ?? finding.severity ?? rule.severity;
    // `off` never comes here: such rules do not run.
    return new Problem(rule.slug, severity === 'off' ? rule.severity : severity, finding, section, log, fix);
  }
}

/** Findings in the order of the text, each with its fix unless that would touch what an earlier rule's fix touches. */
function settle(found: readonly Found[]): Settled[] {
  const taken: Fix[] = [];
  const settled = found.map(({ rule, finding }) => {
    const fix = finding.fix && !collides(finding.fix, taken) ? finding.fix : undefined;
    if (fix) taken.push(fix);
    return { rule, finding, fix };
  });
  return settled.sort((a, b) => a.finding.span.start - b.finding.span.start || a.finding.span.end - b.finding.span.end);
}

/** Of two fixes that touch the same text the first is offered; the other comes back when the first is done. */
function collides(fix: Fix, taken: readonly Fix[]): boolean {
  return taken.some(other => other.edits.some(a => fix.edits.some(b => overlap(a, b))));
}
