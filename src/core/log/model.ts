/**
 * The exploration log as data. A log is a list of sections, each beginning at a header; every span in a section
 * counts from that section's start, so that an unchanged section survives an edit elsewhere untouched.
 */
import type { Span } from '../text/span.ts';

/** A piece of the source with its place. */
export interface Token extends Span {
  readonly text: string;
}

/** The nine template lines but the header, in the template's order. */
export const fieldNames = [
  'node',
  'mode',
  'config',
  'metrics',
  'mutation',
  'parentRule',
  'observation',
  'next',
] as const;
export type FieldName = (typeof fieldNames)[number];

/** How the template writes each field's label. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  node: 'Node',
  mode: 'Mode/Strategy',
  config: 'Config',
  metrics: 'Metrics',
  mutation: 'Mutation',
  parentRule: 'Parent rule',
  observation: 'Observation',
  next: 'Next',
};

/** `## Iter 13: V_rest partial`, or a line that means it. */
export interface Header {
  readonly span: Span;
  readonly id: number;
  readonly idToken: Token;
  /** The trimmed text after the colon; empty when there is none. */
  readonly status: Token;
  /** Whether the tree builder reads this line as a header. */
  readonly readable: boolean;
}

/** One field of an entry, with its continuation lines. */
export interface Field {
  readonly name: FieldName;
  /** From the label to the end of the last continuation line, without the final line break. */
  readonly span: Span;
  readonly label: Token;
  /** The trimmed text after the label. */
  readonly value: Token;
  /** Whether the line is written as the template writes it: at column 0, `Label: value`. */
  readonly exact: boolean;
}

/** A parent as written: an iteration number, or 0 for `root`, `None` and `0`. */
export interface ParentToken extends Token {
  readonly id: number;
}

export interface NodeField extends Field {
  readonly id?: number;
  readonly idToken?: Token;
  readonly parent?: ParentToken;
  /** Whether the tree builder reads this line. */
  readonly readable: boolean;
}

export interface NextField extends Field {
  readonly parent?: ParentToken;
  readonly readable: boolean;
}

/** `key=value`, or `key: value`, with an optional note after the value. */
export interface Assignment {
  readonly span: Span;
  readonly key: Token;
  /** The text between key and value, `=` when well formed. */
  readonly separator: Token;
  readonly value: Token;
  readonly note: string;
  /** The same, its places moved: for text that was cut out of a longer one. */
  movedBy(offset: number): Assignment;
}

export interface AssignmentsField extends Field {
  readonly items: readonly Assignment[];
  /** What is no assignment: `FAILED (empty log)`, `(pending)`. */
  readonly words: readonly Token[];
}

/** `param: old -> new`. */
export interface MutationPair {
  readonly span: Span;
  readonly param: Token;
  readonly old: Token;
  readonly arrow: Token;
  readonly new: Token;
  /** Whether it is spelled as the template spells it: `param: old -> new`. */
  readonly canonical: boolean;
}

export type MutationKind = 'pairs' | 'none' | 'code' | 'unreadable';

export interface MutationField extends Field {
  readonly kind: MutationKind;
  readonly pairs: readonly MutationPair[];
  /** Bare `param=value` beside or instead of pairs. */
  readonly assignments: readonly Assignment[];
  /** The node that a re-run names. */
  readonly rerunOf?: Token & { readonly id: number };
  /** For a re-run: spelled `[none] — robustness re-run of Node X`, with nothing but a note after it. */
  readonly canonicalNone: boolean;
}

export interface FieldTypes {
  node: NodeField;
  mode: Field;
  config: AssignmentsField;
  metrics: AssignmentsField;
  mutation: MutationField;
  parentRule: Field;
  observation: Field;
  next: NextField;
}
export type AnyField = FieldTypes[FieldName];

export const isField = <N extends FieldName>(field: AnyField, name: N): field is FieldTypes[N] =>
  field.name === name;

/** A reader's entry: from its header to the next heading, a line `---`, or the end. */
export interface Entry {
  readonly header: Header;
  readonly span: Span;
  /** All fields in source order, repeated ones too. */
  readonly lines: readonly AnyField[];
  /** The field that counts: the last exact one, else the last one. */
  readonly fields: { readonly [N in FieldName]?: FieldTypes[N] };
}

/** What the tree builder reads off one line at column 0. */
export type BuilderLine =
  | { readonly kind: 'node'; readonly span: Span; readonly id: number; readonly parent: number }
  | { readonly kind: 'next'; readonly span: Span; readonly parent: number }
  | { readonly kind: 'mutation'; readonly span: Span; readonly text: string };

/** From one header (or the start of the log) to the next. */
export interface Section {
  readonly text: string;
  readonly lineStarts: readonly number[];
  /** The header line that begins the section, also when it stands in a code fence or a comment. */
  readonly header?: Header;
  /** The entry as a reader sees it; none in the preamble, nor for a header in a code fence or a comment. */
  readonly entry?: Entry;
  /** Code fences and comments, as spans of whole lines. */
  readonly opaque: readonly Span[];
  /** What the tree builder reads here besides the header and the reward. */
  readonly builder: readonly BuilderLine[];
}

export interface Log {
  readonly sections: readonly Section[];
  /** Where each section begins, in UTF-16 code units from the start of the log. */
  readonly offsets: readonly number[];
  /** The zero-based line on which each section begins. */
  readonly firstLines: readonly number[];
}
