import { Disposable } from 'vscode';
import type { ExtensionContext, WebviewPanel } from 'vscode';
import { explorationOf } from '../../core/exploration/exploration.ts';
import type { ExplorationPanel } from '../panel/exploration-panel.ts';
import type { Boundary } from './boundary.ts';
import type { CurrentLog } from './current-log.ts';
import type { EvidenceFiles } from './evidence.ts';

export interface PanelNeeds {
  readonly currentLog: CurrentLog;
  readonly evidence: EvidenceFiles;
  readonly boundary: Boundary;
  readonly context: Pick<ExtensionContext, 'extensionUri' | 'workspaceState'>;
}

/** The exploration panel, whose code is a chunk that is loaded when it is first opened. */
export class Panel implements Disposable {
  private loading: Promise<ExplorationPanel> | undefined;

  constructor(private readonly needs: PanelNeeds) {}

  /** Opens it beside the log, or brings it to the front. */
  async show(): Promise<void> {
    (await this.load()).show();
  }

  /** Takes the panel that VS Code has kept over a reload. */
  async adopt(kept: WebviewPanel): Promise<void> {
    (await this.load()).adopt(kept);
  }

  dispose(): void {
    void this.loading?.then(panel => panel.dispose());
  }

  private load(): Promise<ExplorationPanel> {
    return (this.loading ??= import('../panel/exploration-panel.ts').then(
      // The chunk has its own copies of modules, and the exploration of a log is one for all.
      ({ ExplorationPanel }) => new ExplorationPanel({ ...this.needs, explorationOf }),
    ));
  }
}
