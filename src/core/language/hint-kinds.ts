/**
 * In the order of an entry's lines. `slot`: that of the run. `parent`: the one that the search used where the Node line
 * states another. `samples`: those of the config.
 */
export const hintKinds = ['slot', 'parent', 'samples'] as const;
export type HintKind = (typeof hintKinds)[number];
