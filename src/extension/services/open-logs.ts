import { Disposable, EndOfLine, EventEmitter, languages, Range, workspace } from 'vscode';
import type {
  Event,
  TextDocument,
  TextDocumentChangeEvent,
  TextDocumentContentChangeEvent,
  Uri,
} from 'vscode';
import { lint } from '../../core/lint/engine.ts';
import type { LintResult } from '../../core/lint/engine.ts';
import { hasHeaderLine, isLog } from '../../core/log/detect.ts';
import { parse, update } from '../../core/log/parse.ts';
import type { ParsedLog } from '../../core/log/parse.ts';
import type { Bases, Basis } from './basis.ts';
import type { Boundary } from './boundary.ts';
import { isKept } from './files.ts';
import type { Settings } from './settings.ts';

/** The languages that a log is written in. */
export const logLanguages: readonly string[] = ['markdown', 'plaintext'];

/** How long a change waits for the next one before it is linted, in ms: less than a frame. */
const frame = 10;
/** The lines among which the first header of a log without a telling name is looked for. */
const topLines = 1000;

/** A log in an editor: its text parsed, and what the rules say of it. */
export interface OpenLog {
  readonly document: TextDocument;
  readonly basis: Basis;
  readonly result: LintResult;
}

interface Tracked {
  readonly document: TextDocument;
  log: ParsedLog;
  /** Whether the files that speak for it have been read. */
  prepared: boolean;
  basis?: Basis;
  result?: LintResult;
}

/** The documents that are logs, linted as one types. Other documents cost one look at their name and top lines. */
export class OpenLogs implements Disposable {
  private readonly tracked = new Map<TextDocument, Tracked>();
  /** The documents that are logs: asked of every document at every keystroke, so it is the map itself. */
  readonly documents: ReadonlyMap<TextDocument, unknown> = this.tracked;
  private readonly linted = new EventEmitter<OpenLog>();
  private readonly closed = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly bases: Bases,
    private readonly boundary: Boundary,
  ) {
    this.subscriptions = Disposable.from(
      this.linted,
      this.closed,
      workspace.onDidOpenTextDocument(document =>
        boundary.run('opening a document', () => this.open(document)),
      ),
      workspace.onDidChangeTextDocument(event =>
        boundary.run('following a change', () => this.change(event)),
      ),
      workspace.onDidCloseTextDocument(document => this.close(document)),
    );
  }

  /** A log was linted, for the first time or again. */
  get onDidLint(): Event<OpenLog> {
    return this.linted.event;
  }

  /** A log is no longer open. */
  get onDidClose(): Event<Uri> {
    return this.closed.event;
  }

  /** Takes up the documents that are open already. */
  async start(): Promise<void> {
    await Promise.all(workspace.textDocuments.map(document => this.open(document)));
  }

  /** The log in a document, linted as it stands now; undefined for other documents and while its first lint is prepared. */
  get(document: TextDocument | undefined): OpenLog | undefined {
    const tracked = document && this.tracked.get(document);
    if (!tracked?.prepared) return undefined;
    return this.lintNow(tracked);
  }

  get uris(): Uri[] {
    return Array.from(this.tracked.keys(), ({ uri }) => uri);
  }

  has(document: TextDocument | undefined): boolean {
    return document !== undefined && this.tracked.has(document);
  }

  isOpen(uri: Uri): boolean {
    return [...this.tracked.keys()].some(document => document.uri.toString() === uri.toString());
  }

  /** Lints every open log again, after a change of settings or of a file that speaks for it. */
  async refresh(): Promise<void> {
    for (const document of [...this.tracked.keys()]) if (!this.isLog(document)) this.close(document);
    await Promise.all([...this.tracked.values()].map(tracked => this.prepare(tracked)));
    await this.start();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private async open(document: TextDocument): Promise<void> {
    if (this.tracked.has(document) || !this.isLog(document)) return;
    const tracked: Tracked = { document, log: parse(document.getText()), prepared: false };
    this.tracked.set(document, tracked);
    await this.prepare(tracked);
  }

  private async prepare(tracked: Tracked): Promise<void> {
    await this.bases.prepare(tracked.document.uri, tracked.log);
    if (this.tracked.get(tracked.document) !== tracked) return;
    tracked.prepared = true;
    this.lintNow(tracked);
  }

  private change({ document, contentChanges }: TextDocumentChangeEvent): Promise<void> | undefined {
    const tracked = this.tracked.get(document);
    if (!tracked)
      return contentChanges.some(change => mayStartLog(document, change)) ? this.open(document) : undefined;
    if (contentChanges.length === 0 && lengthOf(tracked.log) === lengthOfDocument(document)) return undefined;
    tracked.log = changed(tracked.log, document, contentChanges);
    this.timer ??= setTimeout(() => this.boundary.run('linting', () => this.flush()), frame);
    return undefined;
  }

  private close(document: TextDocument): void {
    if (this.tracked.delete(document)) this.closed.fire(document.uri);
  }

  private flush(): void {
    this.timer = undefined;
    for (const tracked of this.tracked.values()) if (tracked.prepared) this.lintNow(tracked);
  }

  /** Lints what changed since the last time, and says so; the same result when nothing did. */
  private lintNow(tracked: Tracked): OpenLog {
    const { document, log } = tracked;
    const basis = this.bases.of(document.uri, log, tracked.basis);
    if (tracked.result?.log === log && tracked.basis === basis)
      return { document, basis, result: tracked.result };
    const result = lint(log, basis.options, tracked.result);
    tracked.basis = basis;
    tracked.result = result;
    const linted = { document, basis, result };
    this.linted.fire(linted);
    return linted;
  }

  private isLog(document: TextDocument): boolean {
    if (document.isClosed || !isWatched(document)) return false;
    if (
      languages.match(
        this.settings.files.map(pattern => ({ pattern })),
        document,
      ) > 0
    )
      return true;
    return document.languageId === 'markdown' && isLog(document.getText(new Range(0, 0, topLines, 0)));
  }
}

/** Old versions of a file, outputs and notebook cells are not logs that somebody edits. */
function isWatched({ uri, languageId }: TextDocument): boolean {
  return logLanguages.includes(languageId) && (uri.scheme === 'untitled' || isKept(uri));
}

function mayStartLog(document: TextDocument, { range, text }: TextDocumentContentChangeEvent): boolean {
  if (document.languageId !== 'markdown' || range.start.line >= topLines) return false;
  return (
    hasHeaderLine(text) ||
    hasHeaderLine(document.lineAt(Math.min(range.start.line, document.lineCount - 1)).text)
  );
}

/**
 * The log after the changes of one event, which come in the order in which they are to be made. Where the lengths then
 * differ (the line endings changed, or an event was missed) the whole text is parsed.
 */
function changed(
  before: ParsedLog,
  document: TextDocument,
  changes: readonly TextDocumentContentChangeEvent[],
): ParsedLog {
  const lineBreak = document.eol === EndOfLine.CRLF ? '\r\n' : '\n';
  let log = before;
  for (const { rangeOffset, rangeLength, text } of changes) {
    const written = text.replace(/\r\n|\r|\n/g, lineBreak);
    log = update(log, { start: rangeOffset, end: rangeOffset + rangeLength, text: written });
  }
  return lengthOf(log) === lengthOfDocument(document) ? log : parse(document.getText());
}

const lengthOf = ({ offsets, sections }: ParsedLog): number =>
  (offsets.at(-1) ?? 0) + (sections.at(-1)?.text.length ?? 0);
const lengthOfDocument = (document: TextDocument): number =>
  document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
