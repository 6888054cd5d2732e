/** A run that a role offers, and what speaks for it. */
import type { Candidate } from './moves.ts';
import type { Parent, Run } from './run.ts';
import type { Scored } from './situation.ts';
import type { Standing } from './standings.ts';

/** A parent that mutations start from: a node of the tree with its rank by score, from 1; or root, which has none. */
export interface Place {
  readonly parent: Parent;
  readonly scored: Scored | undefined;
  readonly rank: number;
}

export type Pick =
  | {
      readonly kind: 'single' | 'double';
      readonly run: Run;
      readonly place: Place;
      readonly moves: Candidate['moves'];
      /** Why this parent or this parameter, where it is not the score. */
      readonly why: 'score' | 'unvaried' | 'unvisited';
      /** That it may run over the time limit, in words. */
      readonly warning: string | undefined;
    }
  | { readonly kind: 'rerun'; readonly run: Run; readonly standing: Standing | undefined };
