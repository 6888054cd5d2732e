import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Event, TextDocument, Uri } from 'vscode';
import type { LintResult } from '../../core/lint/engine.ts';
import type { Log } from '../../core/log/model.ts';
import { parse } from '../../core/log/parse.ts';
import type { Bases } from './basis.ts';
import type { Boundary } from './boundary.ts';
import { DiskLogs } from './disk-logs.ts';
import type { DiskLog as LintedLog } from './disk-logs.ts';
import type { EvidenceFiles } from './evidence.ts';
import type { Files } from './files.ts';
import { OpenLogs } from './open-logs.ts';
import type { OpenLog } from './open-logs.ts';
import type { ProtocolFiles } from './protocol-files.ts';
import type { Settings } from './settings.ts';

interface Needs {
  readonly settings: Settings;
  readonly protocols: ProtocolFiles;
  readonly evidence: EvidenceFiles;
  readonly bases: Bases;
  readonly files: Files;
  readonly boundary: Boundary;
}

/** Every log that iterlog knows, in editors and on disk, always linted by what settings and files say now. */
export class Logs implements Disposable {
  readonly open: OpenLogs;
  readonly disk: DiskLogs;
  private readonly linted = new EventEmitter<LintedLog>();
  private readonly files: Files;
  private readonly subscriptions: Disposable;

  constructor({ settings, protocols, evidence, bases, files, boundary }: Needs) {
    this.files = files;
    this.open = new OpenLogs(settings, bases, boundary);
    this.disk = new DiskLogs(settings, bases, files, this.open, boundary);
    this.subscriptions = Disposable.from(
      this.open,
      this.disk,
      this.linted,
      this.open.onDidLint(({ document, basis, result }) =>
        this.linted.fire({ uri: document.uri, basis, result }),
      ),
      this.disk.onDidLint(log => this.linted.fire(log)),
      settings.onDidChange(() => boundary.run('applying settings', () => this.restart())),
      protocols.onDidChange(() =>
        boundary.run('applying an iterlog.yaml', () => {
          evidence.reset();
          return this.refresh();
        }),
      ),
      evidence.onDidChange(() => boundary.run('applying slot files', () => this.refresh())),
    );
  }

  /** A log was linted, for the first time or again. */
  get onDidLint(): Event<LintedLog> {
    return this.linted.event;
  }

  /** A log is no longer there. */
  get onDidGo(): Event<Uri> {
    return this.disk.onDidGo;
  }

  /** The log in a document, linted as it stands now; undefined for other documents. */
  get(document: TextDocument | undefined): OpenLog | undefined {
    return this.open.get(document);
  }

  /** All logs that are known now. */
  get uris(): Uri[] {
    const all = [...this.disk.uris, ...this.open.uris];
    return [...new Map(all.map(uri => [uri.toString(), uri])).values()];
  }

  /** The log at a place, as an editor shows it, else as it stands on disk; undefined where there is none. */
  async logOf(uri: Uri): Promise<Log | undefined> {
    const open = this.get(documentOf(uri));
    if (open) return open.result.log;
    const text = await this.files.read(uri);
    return text === undefined ? undefined : parse(text);
  }

  /** What is found in the log at a place, as an editor shows it, else as it stands on disk; undefined where there is none. */
  async resultOf(uri: Uri): Promise<LintResult | undefined> {
    return this.get(documentOf(uri))?.result ?? (await this.disk.read(uri))?.result;
  }

  /** The same, and a log on disk is told of to all, as if it had changed. */
  async lint(uri: Uri): Promise<LintResult | undefined> {
    return this.get(documentOf(uri))?.result ?? (await this.disk.follow(uri))?.result;
  }

  async start(): Promise<void> {
    await this.open.start();
    await this.disk.start();
  }

  private async refresh(): Promise<void> {
    await Promise.all([this.open.refresh(), this.disk.refresh()]);
  }

  private async restart(): Promise<void> {
    await Promise.all([this.open.refresh(), this.disk.restart()]);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}

const documentOf = (uri: Uri): TextDocument | undefined =>
  workspace.textDocuments.find(other => other.uri.toString() === uri.toString());
