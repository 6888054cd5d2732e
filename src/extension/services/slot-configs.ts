import { Disposable, EventEmitter, workspace } from 'vscode';
import type { Event, TextDocument, Uri } from 'vscode';
import { explorationOf } from '../../core/exploration/exploration.ts';
import { explorationOfFile } from '../../core/files/find.ts';
import { meaningOf } from '../../core/files/names.ts';
import type { FilePlace } from '../../core/files/search.ts';
import type { LintOptions } from '../../core/lint/engine.ts';
import { parse } from '../../core/log/parse.ts';
import type { Runs } from '../../core/samples/groups.ts';
import { runsOf } from '../../core/samples/groups.ts';
import type { ConfigFile, SlotFile, SlotFiles } from '../../core/slots/files.ts';
import type { SlotReport } from '../../core/slots/lint.ts';
import type { Bases } from './basis.ts';
import type { Boundary } from './boundary.ts';
import type { EvidenceFiles } from './evidence.ts';
import type { ExplorationTexts } from './exploration-texts.ts';
import { filesAround } from './file-port.ts';
import { baseName, isKept } from './files.ts';
import type { Logs } from './logs.ts';
import type { ProtocolFiles } from './protocol-files.ts';
import type { Settings } from './settings.ts';

/** How long a change waits for the next one before the configs are linted again, in ms: they are read anew each time. */
const pause = 100;

/** What the core's chunk for slot configs gives. */
export type Batch = typeof import('../../core/batch/index.ts');

/** What is known of an exploration besides the texts of its files. */
interface Source {
  readonly log: Uri;
  readonly runs: Runs;
  readonly options: LintOptions;
}

/** The configs of one exploration as they stand in editors and on disk, linted. */
export interface LintedSlots extends Source {
  readonly batch: Batch;
  readonly files: SlotFiles;
  /** The plan file, also one that is no plan. */
  readonly plan: ConfigFile | undefined;
  /** What was found in slot configs, the base config and the plan. */
  readonly reports: readonly SlotReport[];
}

/** A slot config with what was found in it. */
export interface LintedSlot {
  readonly exploration: LintedSlots;
  readonly file: SlotFile;
  readonly report: SlotReport;
}

interface Needs {
  readonly logs: Logs;
  readonly settings: Settings;
  readonly protocols: ProtocolFiles;
  readonly bases: Bases;
  readonly evidence: EvidenceFiles;
  readonly boundary: Boundary;
}

/** The slot configs of every known exploration, linted by what the log, the plan and the other configs say now. */
export class SlotConfigs implements Disposable {
  /** By the URI of the log, also of one that is not there yet. */
  private readonly sources = new Map<string, Source>();
  private readonly linted = new Map<string, LintedSlots>();
  /** The log of each file that a lint looked at, by the file's URI. */
  private readonly owners = new Map<string, string>();
  private readonly waiting = new Set<string>();
  private readonly didLint = new EventEmitter<LintedSlots>();
  private readonly didGo = new EventEmitter<Uri>();
  private readonly subscriptions: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly needs: Needs) {
    const { logs, boundary } = needs;
    const follow = ({ uri }: TextDocument) => this.enqueue(this.owners.get(uri.toString()));
    this.subscriptions = Disposable.from(
      this.didLint,
      this.didGo,
      logs.onDidLint(({ uri, basis, result }) =>
        this.take({ log: uri, runs: explorationOf(result), options: basis.options }),
      ),
      logs.onDidGo(uri => this.forget(uri)),
      ...[needs.evidence.onDidChange, needs.protocols.onDidChange, needs.settings.onDidChange].map(changed =>
        changed(() => boundary.run('finding slot configs', () => this.refreshLogless())),
      ),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // Of other languages a keystroke costs this look, and no more.
        if (document.languageId === 'yaml' && contentChanges.length > 0) follow(document);
      }),
      workspace.onDidCloseTextDocument(follow),
      workspace.onDidOpenTextDocument(document =>
        boundary.run('opening a slot config', () => this.open(document)),
      ),
    );
  }

  /** The configs of an exploration were linted, for the first time or again. */
  get onDidLint(): Event<LintedSlots> {
    return this.didLint.event;
  }

  /** A config is no longer there, or belongs to no exploration. */
  get onDidGo(): Event<Uri> {
    return this.didGo.event;
  }

  /** Takes up what is open already, and lints what is known. */
  async start(): Promise<void> {
    await Promise.all(workspace.textDocuments.map(document => this.open(document)));
    clearTimeout(this.timer);
    await this.work();
  }

  /** Whether a document is a slot config: asked often, so other documents cost a look into a map. */
  has(document: TextDocument | undefined): boolean {
    const exploration = this.explorationOf(document);
    return (
      document !== undefined && exploration !== undefined && fileIn(exploration, document.uri) !== undefined
    );
  }

  /** The slot config in a document, linted as it stands now; undefined for other documents. */
  get(document: TextDocument | undefined): LintedSlot | undefined {
    const before = this.explorationOf(document);
    const known = document && before && fileIn(before, document.uri);
    if (!known) return undefined;
    // While files are read again nothing is known of them: what was found before stays.
    const isFixed = known.text === document.getText() || !this.needs.evidence.textsOf(before.log);
    const exploration = isFixed ? before : this.lint(before, before.batch);
    const file = fileIn(exploration, document.uri);
    const report = exploration.reports.find(({ file: other }) => other === file);
    return file && report && { exploration, file, report };
  }

  /** The log of the exploration that a linted config belongs to. */
  ownerOf(config: Uri): Uri | undefined {
    const key = this.owners.get(config.toString());
    return key === undefined ? undefined : this.sources.get(key)?.log;
  }

  /** The log of the exploration that a file belongs to, also where that log is not there yet. */
  async logOf(file: Uri): Promise<Uri | undefined> {
    const owner = this.ownerOf(file);
    if (owner) return owner;
    const { protocols } = this.needs;
    await protocols.discover(file);
    const found = await explorationOfFile(file.path, filesAround(file), protocols.findingFor(file));
    return found && file.with({ path: found.log.path });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private explorationOf(document: TextDocument | undefined): LintedSlots | undefined {
    const key = document && this.owners.get(document.uri.toString());
    return key === undefined ? undefined : this.linted.get(key);
  }

  private take(source: Source): void {
    const key = source.log.toString();
    this.sources.set(key, source);
    this.enqueue(key);
  }

  /** A config can be of an exploration whose log is not there yet. */
  private async open(document: TextDocument): Promise<void> {
    const { uri } = document;
    if (!isKept(uri) || this.has(document) || meaningOf(baseName(uri))?.kind !== 'slots') return;
    const log = await this.logOf(uri);
    if (log && !this.sources.has(log.toString())) await this.takeLogless(log);
  }

  private async takeLogless(log: Uri): Promise<void> {
    const { bases, logs, evidence } = this.needs;
    const empty = parse(`# ${baseName(log)}\n`);
    await bases.prepare(log, empty);
    if (logs.uris.some(uri => uri.toString() === log.toString())) return;
    if (evidence.textsOf(log)?.configs.every(text => text === undefined) ?? true) {
      this.forget(log);
      return;
    }
    const { options } = bases.of(log, empty, undefined);
    this.take({ log, runs: runsOf(empty, options.protocol), options });
  }

  /** After a change of files logs are linted again, and bring their configs with them; these have no log. */
  private async refreshLogless(): Promise<void> {
    const known = new Set(this.needs.logs.uris.map(String));
    const logless = [...this.sources.values()].filter(({ log }) => !known.has(log.toString()));
    await Promise.all(logless.map(({ log }) => this.takeLogless(log)));
  }

  private enqueue(key: string | undefined): void {
    if (key === undefined) return;
    this.waiting.add(key);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.needs.boundary.run('linting slot configs', () => this.work()), pause);
  }

  private async work(): Promise<void> {
    for (const key of [...this.waiting]) {
      this.waiting.delete(key);
      const source = this.sources.get(key);
      const texts = source && this.needs.evidence.textsOf(source.log);
      if (!source || !texts) continue;
      if (texts.configs.every(text => text === undefined)) this.leave(key);
      else this.lint(source, await import('../../core/batch/index.ts'));
    }
  }

  private lint({ log, runs, options }: Source, batch: Batch): LintedSlots {
    const { files, plan } = filesOf(log, this.needs.evidence.textsOf(log), runs, batch);
    const reports = [
      ...batch.lintSlots(files, options),
      ...(plan ? [{ file: plan, problems: batch.lintPlan(plan, options) }] : []),
    ];
    const linted = { log, runs, options, batch, files, plan, reports };
    const key = log.toString();
    const before = this.filesOwnedBy(key);
    this.linted.set(key, linted);
    for (const uri of urisIn(linted)) {
      this.owners.set(uri.toString(), key);
      before.delete(uri.toString());
    }
    for (const [gone, uri] of before) this.drop(gone, uri);
    this.didLint.fire(linted);
    return linted;
  }

  private forget(log: Uri): void {
    const key = log.toString();
    this.sources.delete(key);
    this.leave(key);
  }

  private leave(key: string): void {
    for (const [file, uri] of this.filesOwnedBy(key)) this.drop(file, uri);
    this.linted.delete(key);
  }

  private drop(file: string, uri: Uri): void {
    this.owners.delete(file);
    this.didGo.fire(uri);
  }

  private filesOwnedBy(key: string): Map<string, Uri> {
    const linted = this.linted.get(key);
    return new Map((linted ? urisIn(linted) : []).map(uri => [uri.toString(), uri]));
  }
}

/** The files that a lint looked at and speaks of. */
const urisIn = ({ log, files: { slots, base }, plan }: LintedSlots): Uri[] =>
  [...slots, base, plan].flatMap(file => (file ? [log.with({ path: file.path })] : []));

const fileIn = ({ log, files }: LintedSlots, uri: Uri): SlotFile | undefined =>
  files.slots.find(({ path }) => log.with({ path }).toString() === uri.toString());

/** The configs and the plan as editors show them, else as they are on disk. */
function filesOf(
  log: Uri,
  texts: ExplorationTexts | undefined,
  runs: Runs,
  { readPlan }: Batch,
): { files: SlotFiles; plan: ConfigFile | undefined } {
  if (!texts) return { files: { slots: [], runs }, plan: undefined };
  const { found, configs, snapshots } = texts;
  const shown = ({ path }: FilePlace, text: string | undefined): ConfigFile | undefined => {
    const now = textInEditor(log.with({ path })) ?? text;
    return now === undefined ? undefined : { path, text: now };
  };
  const plan = shown(found.plan, texts.plan);
  const files: SlotFiles = {
    slots: found.slots.flatMap((place, slot): SlotFile[] => {
      const file = shown(place, configs[slot]);
      return file ? [{ ...file, slot }] : [];
    }),
    base: found.baseConfig && shown(found.baseConfig, texts.base),
    snapshots,
    runs,
    plan: readPlan(plan?.text ?? '').plan,
  };
  return { files, plan };
}

const textInEditor = (uri: Uri): string | undefined =>
  workspace.textDocuments
    .find(({ uri: other, isClosed }) => !isClosed && other.toString() === uri.toString())
    ?.getText();
