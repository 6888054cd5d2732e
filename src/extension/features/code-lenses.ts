import { CodeLens, Disposable, l10n, languages } from 'vscode';
import type { CodeLensProvider, Event, Range, TextDocument } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import { Rereadings } from '../rereadings.ts';
import type { Feature, Services } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';
import { compareWithParentId } from './command-ids.ts';
import { IterationPlace } from './iteration-place.ts';

/** A line above each entry: its place in the tree that the search used. */
export const codeLenses: Feature = services => {
  const rereadings = new Rereadings(services.logs);
  return Disposable.from(
    rereadings,
    languages.registerCodeLensProvider([...logLanguages], new Lenses(services, rereadings.event)),
  );
};

/** A lens whose text is worked out when it comes into sight. */
class EntryLens extends CodeLens {
  constructor(
    range: Range,
    readonly place: IterationPlace,
    readonly text: () => string,
  ) {
    super(range);
  }
}

class Lenses implements CodeLensProvider<EntryLens> {
  constructor(
    private readonly services: Services,
    readonly onDidChangeCodeLenses: Event<void>,
  ) {}

  provideCodeLenses(document: TextDocument): Promise<EntryLens[] | undefined> | undefined {
    const { uri } = document;
    return askLog(this.services, 'placing lenses', document, ({ lensesOf, lensText }, exploration) => {
      if (!this.services.settings.for(uri).codeLens) return [];
      return lensesOf(exploration).map(
        ({ node, span }) =>
          new EntryLens(rangeIn(document, span), new IterationPlace(uri, node.id), () =>
            lensText(exploration, node),
          ),
      );
    });
  }

  resolveCodeLens(lens: EntryLens): EntryLens {
    lens.command = {
      title: this.services.boundary.now('writing a lens', lens.text, ''),
      tooltip: l10n.t('Compare with Parent'),
      command: compareWithParentId,
      arguments: [lens.place],
    };
    return lens;
  }
}
