import type { TextDocument } from 'vscode';
import { explorationOf } from '../core/exploration/exploration.ts';
import type { Exploration } from '../core/exploration/exploration.ts';
import type { Services } from './services/index.ts';

/** What the core's language chunk gives. */
export type Language = typeof import('../core/language/index.ts');

/**
 * The answer to what VS Code asks about a document, from the language chunk and the log as it stands now. A document
 * that is no log, or not linted yet, has none, and costs a look into a map; the first one that is loads the chunk.
 * @param answer runs at once with all it needs, so that places of the log are places of the document.
 */
export function askLog<T>(
  { boundary, logs }: Services,
  doing: string,
  document: TextDocument,
  answer: (language: Language, exploration: Exploration) => T,
): Promise<T | undefined> | undefined {
  if (!logs.open.documents.has(document)) return undefined;
  const ask = async () => {
    const language = await import('../core/language/index.ts');
    const log = logs.get(document);
    return log && answer(language, explorationOf(log.result));
  };
  return boundary.settle(doing, ask, undefined);
}
