/** Runs the rules over a log, again only where something changed. */
import type { Log, Section } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import { overlap } from '../text/edits.ts';
import { Context, Dependencies } from './context.ts';
import { noEvidence } from './evidence.ts';
import type { Evidence } from './evidence.ts';
import { LogIndex } from './log-index.ts';
import type { Changes, Exchange } from './log-index.ts';
import { IterationNode } from './node.ts';
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

/** What the rules found in one section, and what else they looked at. */
interface Checked {
  readonly found: readonly Settled[];
  readonly dependencies: Dependencies;
}

/** A version of a log as it was linted, each list parallel to the log's sections. */
interface Version {
  readonly log: Log;
  readonly index: LogIndex;
  readonly nodes: readonly (IterationNode | undefined)[];
  readonly checked: readonly Checked[];
}

const isNode = (node: IterationNode | undefined): node is IterationNode => node !== undefined;

/** The problems of one version of a log, in its order, and what is needed to lint the next version quickly. */
export interface LintResult {
  readonly log: Log;
  readonly problems: readonly Problem[];
  /** The iterations that a reader sees. */
  readonly nodes: readonly IterationNode[];
  readonly protocol: Protocol;
  readonly linter: Linter;
}

/** Lints a log. With the result of an earlier version, only what an edit touched is looked at again. */
export function lint(log: Log, options: LintOptions, previous?: LintResult): LintResult {
  const linter = previous?.linter.serves(options) ? previous.linter : new Linter(options);
  return linter.lint(log);
}

export class Linter {
  private last: Version | undefined;
  private readonly iterationRules: readonly IterationRule[];
  private readonly sectionRules: readonly SectionRule[];
  private readonly logRules: readonly LogRule[];

  constructor(private readonly options: LintOptions) {
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
    const known = new Reuse(log, this.last);
    const nodes = log.sections.map((section, i) => known.node(i) ?? this.nodeOf(section));
    const exchange = known.exchange(nodes);
    const index = new LogIndex(log, nodes.filter(isNode), this.options.protocol, exchange, this.last?.index);
    const context = new Context(this.options.protocol, this.options.evidence ?? noEvidence, index);
    const ofLog = this.checkLog(context);
    const problems: Problem[] = [];
    const checked = log.sections.map((section, i) => {
      const own = known.checked(i, index.changes) ?? this.checkSection(section, nodes[i], context);
      const more = ofLog.size > 0 ? ofLog.get(section) : undefined;
      for (const found of more ? settle([...own.found, ...more]) : own.found)
        problems.push(this.problem(log, i, found));
      return own;
    });
    this.last = { log, index, nodes, checked };
    const left = suppress(log, problems, this.severityOf('unused-suppression'));
    return { log, problems: left, nodes: index.nodes, protocol: this.options.protocol, linter: this };
  }

  private nodeOf(section: Section): IterationNode | undefined {
    return section.entry && new IterationNode(section, section.entry, this.options.protocol);
  }

  private isActive(rule: Rule): boolean {
    const { universalOnly, protocol } = this.options;
    if (universalOnly && !rule.universal) return false;
    if (rule.needs && !rule.needs(protocol)) return false;
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

  private checkSection(section: Section, node: IterationNode | undefined, context: Context): Checked {
    const dependencies = new Dependencies();
    context.dependencies = dependencies;
    const found: Found[] = [];
    for (const rule of this.sectionRules)
      for (const finding of rule.check(section, context)) found.push({ rule, finding });
    if (node) {
      for (const rule of this.iterationRules)
        for (const finding of rule.check(node, context)) found.push({ rule, finding });
    }
    return { found: found.length === 0 ? nothing : settle(found), dependencies };
  }

  private problem(log: Log, section: number, { rule, finding, fix }: Settled): Problem {
    const severity = this.severityOf(rule.slug) ?? finding.severity ?? rule.severity;
    // `off` never comes here: such rules do not run.
    return new Problem(rule.slug, severity === 'off' ? rule.severity : severity, finding, section, log, fix);
  }
}

/** Finds what the last version of a log knows of the sections that an edit left alone: those before it and after it. */
class Reuse {
  private readonly before: number;
  private readonly after: number;
  private readonly shift: number;

  constructor(
    log: Log,
    private readonly last: Version | undefined,
  ) {
    const [a, b] = [last?.log.sections ?? [], log.sections];
    const most = Math.min(a.length, b.length);
    let before = 0;
    while (before < most && a[before] === b[before]) before++;
    let after = 0;
    while (after < most - before && a[a.length - 1 - after] === b[b.length - 1 - after]) after++;
    this.before = before;
    this.after = b.length - after;
    this.shift = a.length - b.length;
  }

  node(i: number): IterationNode | undefined {
    return this.last?.nodes[this.place(i)];
  }

  checked(i: number, changes: Changes): Checked | undefined {
    const known = this.last?.checked[this.place(i)];
    return known?.dependencies.hold(changes) ? known : undefined;
  }

  /** The nodes between what stayed before and after. */
  exchange(nodes: readonly (IterationNode | undefined)[]): Exchange {
    const removed = this.last?.nodes.slice(this.before, this.after + this.shift) ?? [];
    return { removed: removed.filter(isNode), added: nodes.slice(this.before, this.after).filter(isNode) };
  }

  /** Where section i stood in the last version; -1 when it did not. */
  private place(i: number): number {
    if (i < this.before) return i;
    return i >= this.after ? i + this.shift : -1;
  }
}

const nothing: readonly Settled[] = [];

/** Findings in the order of the text, each with its fix unless that would touch what an earlier rule's fix touches. */
function settle(found: readonly Found[]): Settled[] {
  const taken: Fix[] = [];
  const settled = found.map(({ rule, finding }) => {
    const fix = finding.fix && !collides(finding.fix, taken) ? finding.fix : undefined;
    if (fix) taken.push(fix);
    return { rule, finding, fix };
  });
  return settled.sort(
    (a, b) => a.finding.span.start - b.finding.span.start || a.finding.span.end - b.finding.span.end,
  );
}

/** Of two fixes that touch the same text the first is offered; the other comes back when the first is done. */
function collides(fix: Fix, taken: readonly Fix[]): boolean {
  return taken.some(other => other.edits.some(a => fix.edits.some(b => overlap(a, b))));
}
