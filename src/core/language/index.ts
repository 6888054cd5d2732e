/**
 * What an editor asks of a log at a place: one chunk of the extension, loaded with the first such question (see
 * scripts/chunks.mjs). Whatever knows a version of a log comes in as an argument, its `Exploration` above all.
 */
export { hintsIn } from './hints.ts';
export { hoverAt } from './hover.ts';
export { lensesOf, lensText } from './lens.ts';
export { filePlaces, foldersOf, isPicture, linksTo } from './links.ts';
export { matching, symbolsOf } from './symbols.ts';
export { mentionsIn } from './mentions.ts';
export { definitionAt, referencesAt } from './navigation.ts';
export { renameAt, startRename } from './rename.ts';
export { complete } from './completion/complete.ts';
export type { Completion, CompletionKind } from './completion/item.ts';
