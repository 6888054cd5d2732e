import { Disposable, window } from 'vscode';
import type { ExtensionContext, LogOutputChannel } from 'vscode';
import { Bases } from './basis.ts';
import { Boundary } from './boundary.ts';
import { CurrentLog } from './current-log.ts';
import { DiskEdits } from './disk-edits.ts';
import { EvidenceFiles } from './evidence.ts';
import { Explorations } from './explorations.ts';
import { Files } from './files.ts';
import { Logs } from './logs.ts';
import { OutlineChoice } from './outline-choice.ts';
import { Pages } from './pages.ts';
import { Panel } from './panel.ts';
import { ProtocolFiles } from './protocol-files.ts';
import { Settings } from './settings.ts';
import { SlotConfigs } from './slot-configs.ts';

/** What features are made of. */
export interface Services {
  readonly output: LogOutputChannel;
  readonly boundary: Boundary;
  readonly panel: Panel;
  readonly files: Files;
  readonly settings: Settings;
  readonly protocols: ProtocolFiles;
  readonly evidence: EvidenceFiles;
  readonly logs: Logs;
  readonly slots: SlotConfigs;
  readonly explorations: Explorations;
  readonly currentLog: CurrentLog;
  readonly outlineChoice: OutlineChoice;
  readonly diskEdits: DiskEdits;
  readonly pages: Pages;
}

/** A part of the extension that a user would name. */
export type Feature = (services: Services) => Disposable;

export function createServices(context: ExtensionContext): Services {
  const own = <T extends Disposable>(service: T): T => {
    context.subscriptions.push(service);
    return service;
  };
  const output = own(window.createOutputChannel('iterlog', { log: true }));
  const boundary = new Boundary(output);
  const files = new Files(output);
  const settings = own(new Settings(output));
  const protocols = own(new ProtocolFiles(files, boundary));
  const evidence = own(new EvidenceFiles(files));
  const bases = new Bases(settings, protocols, evidence);
  const logs = own(new Logs({ settings, protocols, evidence, bases, files, boundary }));
  const currentLog = own(new CurrentLog(logs));
  const slots = own(new SlotConfigs({ settings, logs, protocols, bases, evidence, boundary }));
  return {
    output,
    boundary,
    panel: own(new Panel({ currentLog, evidence, boundary, context })),
    files,
    settings,
    protocols,
    evidence,
    logs,
    slots,
    explorations: new Explorations({ logs, slots, bases, evidence, protocols }),
    currentLog,
    outlineChoice: own(new OutlineChoice(context.workspaceState)),
    diskEdits: own(new DiskEdits(boundary)),
    pages: new Pages(context.extensionUri),
  };
}
