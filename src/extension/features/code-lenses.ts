import { CodeLens, Disposable, l10n, languages } from 'vscode';
import type { CodeLensProvider, Event, Range, TextDocument } from 'vscode';
import type { Lens } from '../../core/language/lens.ts';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import { Rereadings } from '../rereadings.ts';
import type { Feature, Services } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';
import { compareWithParentId, proposeBatchId } from './command-ids.ts';
import { IterationPlace } from './iteration-place.ts';

/** A line above each entry: its place in the tree that the search used; above the newest what comes next. */
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

/** On the newest entry: what comes next. */
const proposeLens = (range: Range): CodeLens =>
  new CodeLens(range, { title: l10n.t('Propose Batch'), command: proposeBatchId });

class Lenses implements CodeLensProvider {
  constructor(
    private readonly services: Services,
    readonly onDidChangeCodeLenses: Event<void>,
  ) {}

  provideCodeLenses(document: TextDocument): Promise<CodeLens[] | undefined> | undefined {
    const { uri } = document;
    return askLog(this.services, 'placing lenses', document, ({ lensesOf, lensText }, exploration) => {
      if (!this.services.settings.for(uri).codeLens) return [];
      const lenses = lensesOf(exploration);
      const newest = lenses.reduce<Lens | undefined>(
        (most, lens) => (most && most.node.id > lens.node.id ? most : lens),
        undefined,
      );
      return [
        ...lenses.map(
          ({ node, span }) =>
            new EntryLens(rangeIn(document, span), new IterationPlace(uri, node.id), () =>
              lensText(exploration, node),
            ),
        ),
        ...(newest && !document.isUntitled ? [proposeLens(rangeIn(document, newest.span))] : []),
      ];
    });
  }

  resolveCodeLens(lens: CodeLens): CodeLens {
    if (!(lens instanceof EntryLens)) return lens;
    lens.command = {
      title: this.services.boundary.now('writing a lens', lens.text, ''),
      tooltip: l10n.t('Compare with Parent'),
      command: compareWithParentId,
      arguments: [lens.place],
    };
    return lens;
  }
}
