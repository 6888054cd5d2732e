import { languages } from 'vscode';
import type { LocationLink } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/** From the number of an iteration to its entry. */
export const definition: Feature = services =>
  languages.registerDefinitionProvider([...logLanguages], {
    provideDefinition: (document, position) =>
      askLog(services, 'finding a definition', document, (language, exploration) => {
        const found = language.definitionAt(exploration, document.offsetAt(position));
        return found?.targets.map(({ line, mark }): LocationLink => ({
          originSelectionRange: rangeIn(document, found.digits),
          targetUri: document.uri,
          targetRange: rangeIn(document, line),
          targetSelectionRange: rangeIn(document, mark),
        }));
      }),
  });
