/** What the chunk of runs gives; it is loaded by who makes all of this, and passed in. */
export type NodeRuns = typeof import('../../node/run/index.ts');
