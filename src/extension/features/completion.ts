import { CompletionItem, CompletionItemKind, languages } from 'vscode';
import type { TextDocument } from 'vscode';
import type { Completion, CompletionKind } from '../../core/language/index.ts';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/** A blank, a sign and an arrow, behind which something can stand. VS Code takes letters for words and asks by itself. */
const triggers = [' ', '=', '>', '['];

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  field: CompletionItemKind.Field,
  iteration: CompletionItemKind.Reference,
  parameter: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  word: CompletionItemKind.EnumMember,
};

/** What can stand in the entry that somebody is typing. */
export const completion: Feature = services =>
  languages.registerCompletionItemProvider(
    [...logLanguages],
    {
      provideCompletionItems: (document, position) =>
        askLog(services, 'completing an entry', document, (language, exploration) =>
          language
            .complete(exploration, document.offsetAt(position))
            .map(offer => new OfferItem(document, offer)),
        ),
      resolveCompletionItem: item =>
        services.boundary.now(
          'describing a completion',
          () => (item instanceof OfferItem ? item.described() : item),
          item,
        ),
    },
    ...triggers,
  );

export class OfferItem extends CompletionItem {
  constructor(
    document: TextDocument,
    private readonly offer: Completion,
  ) {
    const { label, detail, kind, insertText, range, sortText, goesOn } = offer;
    super({ label, description: detail }, kinds[kind]);
    this.insertText = insertText;
    this.range = rangeIn(document, range);
    this.sortText = sortText;
    if (goesOn) this.command = { command: 'editor.action.triggerSuggest', title: '' };
  }

  /** The text of a log is shown as text. */
  described(): this {
    const documentation = this.offer.documentation();
    if (documentation !== '') this.documentation = documentation;
    return this;
  }
}
