/**
 * `parent`: the one that the search used where the Node line states another. `samples`: those of the config. `slot`: that
 * of the run.
 */
export const hintKinds = ['parent', 'samples', 'slot'] as const;
export type HintKind = (typeof hintKinds)[number];
