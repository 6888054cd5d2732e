import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Uri } from 'vscode';
import type { Services } from '../services/index.ts';

interface VirtualTexts {
  readonly scheme: string;
  /** What the output channel calls it, should it fail. */
  readonly doing: string;
  /** The text of a document; an empty one where there is none. */
  readonly textOf: (uri: Uri) => Promise<string>;
  /** The log that a document follows; undefined for a document of nothing. */
  readonly logOf: (uri: Uri) => Uri | undefined;
  /** Tells of the logs whose documents mean something else now. */
  readonly follow: (changed: (log: Uri) => void) => Disposable;
}

/** Read-only documents that follow a log. */
export function virtualTexts(
  { boundary }: Services,
  { scheme, doing, textOf, logOf, follow }: VirtualTexts,
): Disposable {
  const changed = new EventEmitter<Uri>();
  return Disposable.from(
    changed,
    workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: uri => boundary.settle(doing, () => textOf(uri), ''),
    }),
    follow(log => {
      for (const { uri } of workspace.textDocuments)
        if (uri.scheme === scheme && logOf(uri)?.toString() === log.toString()) changed.fire(uri);
    }),
  );
}
