/** What VS Code's language features give for a document, asked as the editor asks. */
import { commands, MarkdownString, Position, Range } from 'vscode';
import type { CodeLens, DocumentLink, Hover, InlayHint, SymbolInformation, TextDocument } from 'vscode';

const all = ({ lineCount }: TextDocument): Range => new Range(0, 0, lineCount, 0);

/** The hovers at the end of a text that stands in a document, each as its Markdown. */
export async function hoversAt(document: TextDocument, text: string): Promise<MarkdownString[]> {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`'${text}' is not in the document.`);
  const position = document.positionAt(at + text.length);
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .filter((content): content is MarkdownString => content instanceof MarkdownString);
}

/** The hints of a document or of some lines of it, each behind the text of its line up to there. */
export async function hintsOf(document: TextDocument, range = all(document)): Promise<string[]> {
  const hints = await commands.executeCommand<InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range,
  );
  return hints.map(({ position, label }) => {
    const line = document.getText(new Range(new Position(position.line, 0), position));
    const text = typeof label === 'string' ? label : label.map(({ value }) => value).join('');
    return `${line} <${text}>`;
  });
}

const allLenses = (document: TextDocument): Promise<CodeLens[]> =>
  Promise.resolve(
    commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri, 10_000),
  );

const isProposal = ({ command }: CodeLens): boolean => command?.command === 'iterlog.proposeBatch';

/** The lenses that describe the entries of a document, with their texts. */
export const lensesOf = async (document: TextDocument): Promise<CodeLens[]> =>
  (await allLenses(document)).filter(lens => !isProposal(lens));

/** Those that lead to the next batch. */
export const proposeLenses = async (document: TextDocument): Promise<CodeLens[]> =>
  (await allLenses(document)).filter(isProposal);

export const lensTitles = async (document: TextDocument): Promise<(string | undefined)[]> =>
  (await lensesOf(document)).map(({ command }) => command?.title);

/** The links of a document to files: what is underlined, and where it leads from the document's folder. */
export async function linksOf(document: TextDocument): Promise<string[]> {
  const links = await commands.executeCommand<DocumentLink[]>(
    'vscode.executeLinkProvider',
    document.uri,
    100,
  );
  const folder = document.uri.path.slice(0, document.uri.path.lastIndexOf('/') + 1);
  return links.flatMap(({ range, target }) =>
    target?.path.startsWith(folder)
      ? [`${document.getText(range)} > ${target.path.slice(folder.length)}`]
      : [],
  );
}

export const symbolsFor = (query: string): Promise<SymbolInformation[]> =>
  Promise.resolve(
    commands.executeCommand<SymbolInformation[]>('vscode.executeWorkspaceSymbolProvider', query),
  );
