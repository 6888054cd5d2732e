/** From the core's items to those of VS Code. */
import { l10n, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { Grade } from '../../../core/outline/grade.ts';
import type { ItemKind, OutlineItem } from '../../../core/outline/item.ts';
import type { Order, Outline } from '../../../core/outline/outline.ts';
import { openIterationId } from '../command-ids.ts';
import { findingsUri } from './badges.ts';
import type { ItemHandle } from './item-handle.ts';

/** Unlike in shape too: colours alone do not tell everybody. */
const gradeIcons: Readonly<Record<Grade, ThemeIcon>> = {
  success: new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed')),
  partial: new ThemeIcon('circle-large-outline', new ThemeColor('charts.yellow')),
  failed: new ThemeIcon('error', new ThemeColor('testing.iconFailed')),
  crashed: new ThemeIcon('flame', new ThemeColor('testing.iconErrored')),
  pending: new ThemeIcon('clock', new ThemeColor('testing.iconUnset')),
  unknown: new ThemeIcon('circle-outline', new ThemeColor('testing.iconUnset')),
};

const kindIcons: Readonly<Record<Exclude<ItemKind, 'entry'>, ThemeIcon>> = {
  block: new ThemeIcon('layers'),
  batch: new ThemeIcon('versions'),
  dropped: new ThemeIcon('circle-slash'),
  note: new ThemeIcon('info'),
};

/** @param order of the items: what is open in one order says nothing of the other. */
export function toTreeItem(handle: ItemHandle, order: Order): TreeItem {
  const { key, kind, label, description, spoken, grade, findings, isParent, isOpen, node } = handle.item;
  const open = isOpen ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(label, isParent ? open : TreeItemCollapsibleState.None);
  item.id = `${order} ${key}`;
  item.description = description;
  item.contextValue = kind === 'entry' && !node ? 'node' : kind;
  item.iconPath = kind === 'entry' ? gradeIcons[grade ?? 'unknown'] : kindIcons[kind];
  item.accessibilityInformation = { label: spoken };
  const uri = findingsUri(key, findings);
  if (uri) item.resourceUri = uri;
  if (node) item.command = { command: openIterationId, title: l10n.t('Open Iteration'), arguments: [handle] };
  return item;
}

/** What the item has no room for. Texts of the log stand in it as text. */
export function tooltipOf({ label, description, node }: OutlineItem, outline: Outline): MarkdownString {
  const tooltip = new MarkdownString();
  tooltip.appendMarkdown('**').appendText(label).appendMarkdown('**');
  if (!node) return tooltip.appendMarkdown('\n\n').appendText(description);
  for (const { name, value } of outline.factsOf(node))
    tooltip.appendMarkdown(`\n\n*${name}:* `).appendText(value);
  return tooltip;
}
