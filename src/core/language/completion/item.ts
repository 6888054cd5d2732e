import type { Span } from '../../text/span.ts';

export type CompletionKind = 'field' | 'iteration' | 'parameter' | 'value' | 'word';

/** What a part of an entry can be: before its place in the list is known. */
export interface Offer {
  /** What the list shows, and by which typed text finds it. */
  readonly label: string;
  readonly insertText: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string;
  /** Plain text, which may come from the log, worked out for the item that is looked at; empty for none. */
  readonly documentation?: () => string;
  /** Whether what comes next is to be offered at once. */
  readonly goesOn?: boolean;
}

/** An offer in its list. */
export interface Completion extends Required<Offer> {
  /** What it replaces, from the start of the log: on one line, the cursor inside or at an end. */
  readonly range: Span;
  /** Gives the list its order. */
  readonly sortText: string;
}

/** What is offered at a place, the best first. */
export interface Offers {
  /** What each of them replaces, from the start of the section. */
  readonly range: Span;
  readonly offers: readonly Offer[];
}
