import { Hover, languages, MarkdownString } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/** What the log knows of the iteration, the config or the metric under the mouse. */
export const iterationHover: Feature = services =>
  languages.registerHoverProvider([...logLanguages], {
    provideHover: (document, position) =>
      askLog(services, 'describing a place', document, ({ hoverAt }, exploration) => {
        const hover = hoverAt(exploration, document.offsetAt(position));
        return hover && new Hover(new MarkdownString(hover.markdown), rangeIn(document, hover.span));
      }),
  });
