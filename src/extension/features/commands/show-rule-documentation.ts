import { commands, l10n, window } from 'vscode';
import { rules, slugs } from '../../../core/lint/registry.ts';
import type { CommandHandler } from '../commands.ts';

/** Opens the page of a rule: the given one, else one that the user picks. */
export const showRuleDocumentationCommand: CommandHandler = async ({ pages }, argument) => {
  const slug = typeof argument === 'string' && slugs.has(argument) ? argument : await pick();
  if (slug !== undefined) await commands.executeCommand('markdown.showPreview', pages.uri(slug));
};

async function pick(): Promise<string | undefined> {
  const items = rules.map(({ slug, summary }) => ({ label: slug, detail: summary }));
  const picked = await window.showQuickPick(items, {
    placeHolder: l10n.t('The rule to read about'),
    matchOnDetail: true,
  });
  return picked?.label;
}
