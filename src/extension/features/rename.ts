import { languages, WorkspaceEdit } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn, toEdit } from '../convert.ts';
import type { Feature } from '../services/index.ts';
import { logLanguages } from '../services/open-logs.ts';

/** Gives an iteration another number. VS Code shows the message of an error as the reason of a refusal. */
export const rename: Feature = services =>
  languages.registerRenameProvider([...logLanguages], {
    prepareRename: async (document, position) => {
      const start = await askLog(services, 'preparing a rename', document, (language, exploration) =>
        language.startRename(exploration, document.offsetAt(position)),
      );
      if (!start) return undefined;
      if (!start.ok) throw new Error(start.refusal.message);
      return { range: rangeIn(document, start.digits), placeholder: String(start.id) };
    },
    provideRenameEdits: async (document, position, name) => {
      const result = await askLog(services, 'renaming an iteration', document, (language, exploration) =>
        language.renameAt(exploration, document.offsetAt(position), name),
      );
      if (!result) return undefined;
      if (!result.ok) throw new Error(result.refusal.message);
      const edit = new WorkspaceEdit();
      edit.set(
        document.uri,
        result.edits.map(one => toEdit(document, one)),
      );
      return edit;
    },
  });
