import { commands as registry, Disposable } from 'vscode';
import type { Feature, Services } from '../services/index.ts';
import { fixAllId, lintAllId, showRuleDocumentationId } from './command-ids.ts';
import { fixAllCommand } from './commands/fix-all.ts';
import { lintAllCommand } from './commands/lint-all.ts';
import { showRuleDocumentationCommand } from './commands/show-rule-documentation.ts';

/** A command; its argument comes from whoever calls it, so it is checked. */
export type CommandHandler = (services: Services, argument: unknown) => Promise<void>;

const table: Readonly<Record<string, CommandHandler>> = {
  [lintAllId]: lintAllCommand,
  [fixAllId]: fixAllCommand,
  [showRuleDocumentationId]: showRuleDocumentationCommand,
};

export const commands: Feature = services =>
  Disposable.from(
    ...Object.entries(table).map(([id, handler]) =>
      registry.registerCommand(id, (argument: unknown) =>
        services.boundary.settle(`running ${id}`, () => handler(services, argument), undefined),
      ),
    ),
  );
