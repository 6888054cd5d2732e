import type { Section } from '../log/model.ts';
import type { Protocol } from '../protocol/types.ts';
import type { SlotContext } from '../slots/context.ts';
import type { Wanted } from '../slots/edited.ts';
import type { ConfigFile, SlotConfig } from '../slots/files.ts';
import type { TextEdit } from '../text/edits.ts';
import type { Span } from '../text/span.ts';
import type { Context } from './context.ts';
import type { IterationNode } from './node.ts';

export type Severity = 'error' | 'warning' | 'info';
export type SeveritySetting = Severity | 'off';

/** An automatic change that is safe to make unseen: it states what the log already says elsewhere. */
export interface Fix {
  /** What it does, as a command: `Set Next to parent=5`. */
  readonly title: string;
  /** Edits in the finding's own section, whose offsets count from that section's start. */
  readonly edits: readonly TextEdit[];
}

/** Another place that explains a finding. */
export interface Related {
  readonly section: Section;
  readonly span: Span;
  readonly message: string;
}

/** What a rule found, where (from the start of its section), and what to do about it. */
export interface Finding {
  readonly span: Span;
  /** One or two plain sentences: what is wrong, and what it costs or what to do. */
  readonly message: string;
  /** Differs from the rule's own severity only where the catalogue says so. */
  readonly severity?: Severity;
  readonly fix?: Fix;
  readonly related?: readonly Related[];
  /** `unnecessary` text is shown faded. */
  readonly tag?: 'unnecessary';
}

interface RuleBase {
  /** The rule's one name: file, setting, diagnostic code, page and fixture folder. */
  readonly slug: string;
  readonly severity: Severity;
  /** One line for tables and settings: what it checks. */
  readonly summary: string;
  /** Whether some of its findings bring a fix. */
  readonly fixable: boolean;
  /** Holds for every log, also for one that fits no protocol. */
  readonly universal: boolean;
  /** What a protocol must have for this rule to speak at all; under others it is not run. */
  readonly needs?: (protocol: Protocol) => boolean;
}

/** Looks at one iteration, and through the context at those it refers to. */
export interface IterationRule extends RuleBase {
  readonly scope: 'iteration';
  check(node: IterationNode, context: Context): readonly Finding[];
}

/** Looks at one section's lines, whether or not it holds an entry; sees nothing else. */
export interface SectionRule extends RuleBase {
  readonly scope: 'section';
  check(section: Section, context: Context): readonly Finding[];
}

/** Looks at the whole log; runs on every change, so it must be one cheap pass. */
export interface LogRule extends RuleBase {
  readonly scope: 'log';
  check(context: Context): Iterable<Finding & { readonly section: Section }>;
}

/** Reported by the engine or by a host, not by looking at entries: named here so that it has a page and a setting. */
export interface EngineRule extends RuleBase {
  readonly scope: 'engine';
}

/** What a rule found in a slot config, by offsets from the start of the file. */
export interface SlotFinding extends Pick<Finding, 'span' | 'message' | 'severity'> {
  /** What would mend it; the engine makes edits of it, unless they would touch anything else. */
  readonly fix?: SlotFix;
  readonly related?: readonly SlotRelated[];
}

export interface SlotFix extends Wanted {
  /** What it does, as a command. */
  readonly title: string;
}

/** A place that explains a finding, in the same config or in another one. */
export interface SlotRelated {
  readonly file: ConfigFile;
  readonly span: Span;
  readonly message: string;
}

/** Looks at one slot config, and through the context at the others and at what is known of the exploration. */
export interface SlotRule extends RuleBase {
  readonly scope: 'slot';
  check(slot: SlotConfig, context: SlotContext): Iterable<SlotFinding>;
}

export type Rule = IterationRule | SectionRule | LogRule | SlotRule | EngineRule;
