import { Disposable, InlayHint, languages } from 'vscode';
import { askLog } from '../ask-log.ts';
import type { Feature } from '../services/index.ts';
import { Rereadings } from '../rereadings.ts';
import { logLanguages } from '../services/open-logs.ts';

/** The parent that the search used, the samples of a config, the slot: behind the lines that they belong to. */
export const inlayHints: Feature = services => {
  const rereadings = new Rereadings(services.logs);
  return Disposable.from(
    rereadings,
    languages.registerInlayHintsProvider([...logLanguages], {
      onDidChangeInlayHints: rereadings.event,
      provideInlayHints: (document, range) =>
        askLog(services, 'placing hints', document, ({ hintsIn }, exploration) => {
          const { hints } = services.settings.for(document.uri);
          const span = { start: document.offsetAt(range.start), end: document.offsetAt(range.end) };
          return hintsIn(exploration, span, hints).map(({ offset, text, tooltip }) => {
            const hint = new InlayHint(document.positionAt(offset), text);
            hint.tooltip = tooltip;
            hint.paddingLeft = true;
            return hint;
          });
        }),
    }),
  );
};
