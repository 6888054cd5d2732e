import { Disposable, EventEmitter, Uri, workspace } from 'vscode';
import type { Event, TextDocument } from 'vscode';
import type { FindOptions } from '../../core/files/gather.ts';
import type { ProtocolFile } from '../../core/protocol/file.ts';
import type { PresetName } from '../../core/protocol/types.ts';
import { universal } from '../../core/protocol/universal.ts';
import type { Boundary } from './boundary.ts';
import { baseName, exists, foldersAbove, parentOf } from './files.ts';
import type { Files } from './files.ts';

const fileName = 'iterlog.yaml';
/** How long a keystroke in an `iterlog.yaml` waits for the next one before the logs are linted again, in ms. */
const typingPause = 150;

type Read = (text: string, fallback: PresetName | undefined) => ProtocolFile;

/** One `iterlog.yaml`, as it stands in an editor or on disk. */
export class ProtocolText {
  private readonly read = new Map<PresetName | undefined, ProtocolFile>();

  constructor(
    readonly uri: Uri,
    readonly text: string,
    private readonly reader: Read,
  ) {}

  /** What the file says; the same object whenever it is asked with the same preset. */
  with(fallback: PresetName | undefined): ProtocolFile {
    let file = this.read.get(fallback);
    if (!file) this.read.set(fallback, (file = this.reader(this.text, fallback)));
    return file;
  }

  /** How the files of the explorations that this file speaks for are found. */
  get finding(): FindOptions {
    const { files, protocol } = this.with(undefined);
    return { slots: protocol.batchSize, named: { folder: parentOf(this.uri).path, files } };
  }
}

/** The `iterlog.yaml` files of the workspace and of the logs that are open. The reader, with zod and yaml, is loaded with the first. */
export class ProtocolFiles implements Disposable {
  /** By URI; undefined for a place that was looked at and has none. */
  private readonly files = new Map<string, ProtocolText | undefined>();
  /** Folders that were looked at, and whether each is the root of a repository, above which no file speaks for a log. */
  private readonly repositories = new Map<string, boolean>();
  private readonly changed = new EventEmitter<Uri>();
  private readonly found = new EventEmitter<Uri>();
  private readonly watcher = workspace.createFileSystemWatcher(`**/${fileName}`);
  private readonly subscriptions: Disposable;
  private typing: NodeJS.Timeout | undefined;

  constructor(
    private readonly reading: Files,
    boundary: Boundary,
  ) {
    const reload = (uri: Uri) => boundary.run('reading an iterlog.yaml', () => this.reload(uri));
    const ofDocument = ({ uri }: TextDocument) => baseName(uri) === fileName && reload(uri);
    this.subscriptions = Disposable.from(
      this.changed,
      this.found,
      this.watcher,
      this.watcher.onDidCreate(reload),
      this.watcher.onDidChange(reload),
      this.watcher.onDidDelete(reload),
      workspace.onDidOpenTextDocument(ofDocument),
      workspace.onDidCloseTextDocument(ofDocument),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length === 0 || baseName(document.uri) !== fileName) return;
        clearTimeout(this.typing);
        this.typing = setTimeout(() => ofDocument(document), typingPause);
      }),
    );
  }

  /** An `iterlog.yaml` was met for the first time, while looking for one that speaks for a log. */
  get onDidFind(): Event<Uri> {
    return this.found.event;
  }

  /** An `iterlog.yaml` came, changed or went: the logs below it mean something else now. */
  get onDidChange(): Event<Uri> {
    return this.changed.event;
  }

  /** The file at a place, if there is one. */
  at(uri: Uri): ProtocolText | undefined {
    return this.files.get(uri.toString());
  }

  /** Finds the files of the workspace, also those that no log uses. */
  async findAll(): Promise<void> {
    for (const uri of await workspace.findFiles(`**/${fileName}`, '**/{node_modules,.git}/**')) {
      await this.discover(uri);
    }
  }

  /** Looks beside and above a file, so that {@link nearest} knows. */
  async discover(file: Uri): Promise<void> {
    if (file.scheme === 'untitled') return;
    for (const folder of foldersAbove(file)) {
      await this.look(Uri.joinPath(folder, fileName));
      const key = folder.toString();
      if (!this.repositories.has(key)) this.repositories.set(key, await exists(Uri.joinPath(folder, '.git')));
      if (this.repositories.get(key)) return;
    }
  }

  private async look(uri: Uri): Promise<void> {
    if (this.files.has(uri.toString())) return;
    const text = await this.load(uri);
    this.files.set(uri.toString(), text);
    if (text) this.found.fire(uri);
  }

  /** How the files of an exploration are found, by the `iterlog.yaml` that speaks for its log. */
  findingFor(log: Uri): FindOptions {
    return this.nearest(log)?.finding ?? { slots: universal.batchSize };
  }

  /** The file that speaks for a log: the nearest one beside or above it, up to the root of its repository. */
  nearest(log: Uri): ProtocolText | undefined {
    if (log.scheme === 'untitled') return undefined;
    for (const folder of foldersAbove(log)) {
      const file = this.files.get(Uri.joinPath(folder, fileName).toString());
      if (file) return file;
      if (this.repositories.get(folder.toString())) return undefined;
    }
    return undefined;
  }

  dispose(): void {
    clearTimeout(this.typing);
    this.subscriptions.dispose();
  }

  private async reload(uri: Uri): Promise<void> {
    const key = uri.toString();
    const file = await this.load(uri);
    if (file?.text === this.files.get(key)?.text && this.files.has(key)) return;
    this.files.set(key, file);
    this.changed.fire(uri);
  }

  private async load(uri: Uri): Promise<ProtocolText | undefined> {
    const open = workspace.textDocuments.find(
      document => document.uri.toString() === uri.toString() && !document.isClosed,
    );
    const text = open ? open.getText() : await this.reading.read(uri);
    if (text === undefined) return undefined;
    const { readProtocolFile } = await import('../../core/protocol/file.ts');
    return new ProtocolText(uri, text, readProtocolFile);
  }
}
