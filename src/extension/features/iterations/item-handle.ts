import type { Uri } from 'vscode';
import type { LintResult } from '../../../core/lint/engine.ts';
import type { OutlineItem } from '../../../core/outline/item.ts';

/** What VS Code holds of an item: one object for the same thing in all versions of a log. */
export class ItemHandle {
  constructor(
    readonly log: Uri,
    /** As the newest version has it. */
    public item: OutlineItem,
    /** The version that the item is of. */
    public result: LintResult,
  ) {}
}
