/** The tree that the search really used: what the tree builder makes of a log, as data. */

export type Dialect = 'flyvis' | 'metabolism';
export type Formula = 'puct' | 'ucb1';
/** Whose parents make the tree: the tree builder's, or those that the Node lines state. */
export type Parents = 'effective' | 'declared';

export interface TreeSettings {
  /** The metric that drives the search, by the name the log uses. */
  readonly reward: string;
  readonly dialect: Dialect;
  /** The exploration constant. */
  readonly c: number;
  readonly formula: Formula;
  readonly parents: Parents;
  /** Iterations in a block; 0 for no filter. */
  readonly blockSize: number;
  /** The current iteration, whose block counts; undefined for no filter. */
  readonly iteration: number | undefined;
  /** The text of the current iteration's result log, from which its reward is read instead. */
  readonly runLog?: string;
}

/**
 * Why a node is a root: its parent is stated to be one, lies in another block, is in the log but not in the tree (it
 * crashed, or its reward cannot be read), or is in no entry of the log.
 */
export type RootReason = 'stated' | 'other-block' | 'unscored' | 'unknown';

/** Numbers by the metric's name. */
export type Metrics = Readonly<Partial<Record<string, number>>>;

export interface TreeNode {
  readonly id: number;
  /** The parent on the Node line; 0 for root. */
  readonly declaredParent: number;
  /** The parent that the tree builder uses before it looks whether there is such a node; 0 for root. */
  readonly effectiveParent: number;
  /** The Next line of the iteration before says `parent=0`, which the tree builder takes for a node 0 and prints as such. */
  readonly namesZero: boolean;
  /** The iteration whose Next line replaced the declared parent by another one. */
  readonly overriddenBy: number | undefined;
  /** The parent in this tree, a node of it; 0 for a root. */
  readonly parent: number;
  /** Set for roots. */
  readonly rootReason: RootReason | undefined;
  /** Whether its ancestors lead back to it. */
  readonly onCycle: boolean;
  /** nan counts as 0. */
  readonly reward: number;
  /** 1 + descendants; more on a cycle, as the tree builder counts. */
  readonly visits: number;
  readonly score: number;
  /** What the tree builder reads besides the reward, by the metric's name in the log; NaN where it says nan. */
  readonly metrics: Metrics;
  /** The Mutation line's text; empty when there is none. */
  readonly mutation: string;
}

export interface Block {
  /** From 0, as the tree builder counts. */
  readonly index: number;
  readonly first: number;
  readonly last: number;
}

export interface Tree {
  readonly settings: TreeSettings;
  /** In the order of the log. */
  readonly nodes: readonly TreeNode[];
  readonly byId: ReadonlyMap<number, TreeNode>;
  /** The block that was filtered by. */
  readonly block?: Block;
  /** Each circle of parents once, from a node to its parent and so on. */
  readonly cycles: readonly (readonly number[])[];
}

/** What ends the tree builder, and the batch loop with it: a metric that is no number. */
export interface TreeRefusal {
  readonly where: 'log' | 'run-log';
  /** One-based. */
  readonly line: number;
  readonly metric: string;
  /** What stands there, as `0.9.5`. */
  readonly text: string;
}

export type TreeResult =
  { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly refusal: TreeRefusal };
