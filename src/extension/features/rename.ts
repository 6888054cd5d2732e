import { languages, window, WorkspaceEdit } from 'vscode';
import type { TextDocument } from 'vscode';
import type { TextEdit as CoreEdit } from '../../core/text/edits.ts';
import { askLog } from '../ask-log.ts';
import { rangeIn, toEdit } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/**
 * Gives an iteration another number. Where the place or the number does not allow it, the reason is said. Nothing is
 * left to VS Code's own Markdown support, which would go on with the heading around a refused number.
 */
export const rename: Feature = services =>
  languages.registerRenameProvider([...logLanguages], {
    prepareRename: async (document, position) => {
      const start = await askLog(services, 'preparing a rename', document, (language, exploration) =>
        language.startRename(exploration, document.offsetAt(position)),
      );
      if (!start) return undefined;
      // VS Code shows the message of an error beside the cursor.
      if (!start.ok) throw new Error(start.refusal.message);
      return { range: rangeIn(document, start.digits), placeholder: String(start.id) };
    },
    provideRenameEdits: async (document, position, name) => {
      const asked = askLog(services, 'renaming an iteration', document, (language, exploration) =>
        language.renameAt(exploration, document.offsetAt(position), name),
      );
      if (!asked) return undefined;
      const result = await asked;
      if (result?.ok) return editOf(document, result.edits);
      if (result) void window.showInformationMessage(result.refusal.message);
      return new WorkspaceEdit();
    },
  });

function editOf(document: TextDocument, edits: readonly CoreEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  edit.set(
    document.uri,
    edits.map(one => toEdit(document, one)),
  );
  return edit;
}
