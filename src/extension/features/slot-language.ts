import { Disposable, Hover, languages, MarkdownString } from 'vscode';
import type { TextDocument } from 'vscode';
import { rangeIn } from '../convert.ts';
import type { Feature, Services } from '../services/index.ts';
import type { LintedSlot } from '../services/slot-configs.ts';
import { OfferItem } from './completion.ts';

export const yaml = 'yaml';

/** What iterlog knows of the keys and values of slot configs. */
export const slotLanguage: Feature = services =>
  Disposable.from(
    languages.registerHoverProvider(yaml, {
      provideHover: (document, position) =>
        ask(services, 'describing a parameter', document, ({ exploration, file }) => {
          const { batch, files, options } = exploration;
          const { context } = batch.readConfigs(files, options.protocol);
          const config = context.slots.find(({ slot }) => slot === file.slot);
          const hover = config && batch.hoverAt(config, document.offsetAt(position), context);
          return hover && hover.markdown !== ''
            ? new Hover(new MarkdownString(hover.markdown), rangeIn(document, hover.span))
            : undefined;
        }),
    }),
    languages.registerCompletionItemProvider(
      yaml,
      {
        provideCompletionItems: (document, position) =>
          ask(services, 'completing a slot config', document, ({ exploration, file }) => {
            const { batch, files, options } = exploration;
            const { context } = batch.readConfigs(files, options.protocol);
            return batch
              .completeSlot(document.getText(), document.offsetAt(position), file.slot, context)
              .map(offer => new OfferItem(document, offer));
          }),
        resolveCompletionItem: item =>
          services.boundary.now(
            'describing a completion',
            () => (item instanceof OfferItem ? item.described() : item),
            item,
          ),
      },
      ' ',
    ),
  );

/** The answer to what VS Code asks about a document; other YAML costs a look into a map. */
function ask<T>(
  { boundary, slots }: Services,
  doing: string,
  document: TextDocument,
  answer: (slot: LintedSlot) => T,
): T | undefined {
  if (!slots.has(document)) return undefined;
  return boundary.now(
    doing,
    () => {
      const slot = slots.get(document);
      return slot && answer(slot);
    },
    undefined,
  );
}
