import { Disposable, languages, Location, SymbolInformation, SymbolKind } from 'vscode';
import type { Uri } from 'vscode';
import type { LogSymbol } from '../../core/language/symbols.ts';
import { toRange } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import type { Logs } from '../services/logs.ts';

/** Every iteration of every log of the workspace by its number and status: `#iter 42`. */
export const workspaceSymbols: Feature = ({ logs, boundary }) => {
  const symbols = new Symbols(logs);
  return Disposable.from(
    symbols,
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: query =>
        boundary.settle('finding iterations', () => symbols.matching(query), []),
    }),
  );
};

/** The symbols of each log, read when first asked for and kept until the log changes. */
class Symbols implements Disposable {
  private readonly known = new Map<string, Promise<readonly LogSymbol[]>>();
  private readonly subscription: Disposable;

  constructor(private readonly logs: Logs) {
    const forget = (uri: Uri) => this.known.delete(uri.toString());
    this.subscription = Disposable.from(
      logs.onDidLint(({ uri }) => forget(uri)),
      logs.onDidGo(forget),
    );
  }

  async matching(query: string): Promise<SymbolInformation[]> {
    const { uris } = this.logs;
    if (uris.length === 0 || query.trim() === '') return [];
    const { matching } = await import('../../core/language/index.ts');
    const lists = await Promise.all(
      uris.map(async uri => {
        // VS Code shows the file of a symbol, which is container enough.
        return matching(await this.of(uri), query).map(
          ({ name, range }) =>
            new SymbolInformation(name, SymbolKind.Event, '', new Location(uri, toRange(range))),
        );
      }),
    );
    return lists.flat();
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private of(uri: Uri): Promise<readonly LogSymbol[]> {
    const key = uri.toString();
    let symbols = this.known.get(key);
    if (!symbols) this.known.set(key, (symbols = this.read(uri)));
    return symbols;
  }

  private async read(uri: Uri): Promise<readonly LogSymbol[]> {
    const { symbolsOf } = await import('../../core/language/index.ts');
    const log = await this.logs.logOf(uri);
    return log ? symbolsOf(log) : [];
  }
}
