import { FileDecoration, ThemeColor, Uri, window } from 'vscode';
import type { Disposable } from 'vscode';
import { findingsText } from '../../../core/outline/findings.ts';
import type { FindingCounts } from '../../../core/outline/findings.ts';

const scheme = 'iterlog-findings';
/** VS Code shows two characters at most. */
const mostShown = 9;

/**
 * Names an item by its errors and warnings, so that VS Code marks it as the Explorer marks files with such findings.
 * The counts are part of the name: another count is another name, and nothing has to be told that it changed.
 */
export function findingsUri(key: string, { error, warning }: FindingCounts): Uri | undefined {
  if (error + warning === 0) return undefined;
  return Uri.from({ scheme, path: `/${key}`, query: `${error},${warning}` });
}

export const badges = (): Disposable =>
  window.registerFileDecorationProvider({
    provideFileDecoration: uri => (uri.scheme === scheme ? decorationOf(uri) : undefined),
  });

function decorationOf({ query }: Uri): FileDecoration {
  const [error = 0, warning = 0] = query.split(',').map(Number);
  const count = error + warning;
  return new FileDecoration(
    count > mostShown ? `${mostShown}+` : String(count),
    findingsText({ error, warning, info: 0 }),
    new ThemeColor(error > 0 ? 'list.errorForeground' : 'list.warningForeground'),
  );
}
