import { setImmediate } from 'node:timers/promises';
import type { ExtensionContext } from 'vscode';
import { codeActions } from './features/code-actions.ts';
import { codeLenses } from './features/code-lenses.ts';
import { commands } from './features/commands.ts';
import { completion } from './features/completion.ts';
import { configTexts } from './features/config-texts.ts';
import { contextKeys } from './features/context-keys.ts';
import { definition } from './features/definition.ts';
import { diagnostics } from './features/diagnostics.ts';
import { documentLinks } from './features/document-links.ts';
import { explorationPanel } from './features/exploration-panel.ts';
import { explorationStatus } from './features/exploration-status.ts';
import { hover } from './features/hover.ts';
import { inlayHints } from './features/inlay-hints.ts';
import { iterationHover } from './features/iteration-hover.ts';
import { iterationsView } from './features/iterations-view.ts';
import { protocolFiles } from './features/protocol-files.ts';
import { references } from './features/references.ts';
import { rename } from './features/rename.ts';
import { slotCodeActions } from './features/slot-code-actions.ts';
import { slotLanguage } from './features/slot-language.ts';
import { slotParents } from './features/slot-parents.ts';
import { status } from './features/status.ts';
import { workspaceSymbols } from './features/workspace-symbols.ts';
import { createServices } from './services/index.ts';
import type { Feature } from './services/index.ts';

/** What the extension gives to others; the tests wait for it. */
export interface Api {
  /** Resolves when every log of the workspace and the slot configs beside it have been linted once. */
  readonly ready: Promise<void>;
}

const features: readonly Feature[] = [
  diagnostics,
  codeActions,
  slotCodeActions,
  // The later of two hovers stands above the other: what is wrong comes first.
  iterationHover,
  hover,
  inlayHints,
  codeLenses,
  documentLinks,
  workspaceSymbols,
  definition,
  references,
  rename,
  completion,
  slotLanguage,
  status,
  explorationStatus,
  explorationPanel,
  contextKeys,
  protocolFiles,
  iterationsView,
  configTexts,
  slotParents,
  commands,
];

export function activate(context: ExtensionContext): Api {
  const services = createServices(context);
  context.subscriptions.push(...features.map(feature => feature(services)));
  const { boundary, logs, protocols, slots } = services;
  const start = async () => {
    // Activation ends first: other extensions wait for it.
    await setImmediate();
    await logs.start();
    await slots.start();
    await protocols.findAll();
  };
  return { ready: boundary.settle('starting', start, undefined) };
}
