import { languages, Location } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/** Every place of a log that names the same iteration. */
export const references: Feature = services =>
  languages.registerReferenceProvider([...logLanguages], {
    provideReferences: (document, position, { includeDeclaration }) =>
      askLog(services, 'finding references', document, (language, exploration) =>
        language
          .referencesAt(exploration, document.offsetAt(position), includeDeclaration)
          ?.map(digits => new Location(document.uri, rangeIn(document, digits))),
      ),
  });
