import { commands, Disposable, window } from 'vscode';
import type { Feature } from '../services/index.ts';

/** `iterlog.isLog`: whether the active editor shows a log. */
export const contextKeys: Feature = ({ logs, boundary }) => {
  let shown: boolean | undefined;
  const update = () => {
    const isLog = logs.open.has(window.activeTextEditor?.document);
    if (isLog === shown) return;
    shown = isLog;
    boundary.run('setting a context key', () =>
      commands.executeCommand('setContext', 'iterlog.isLog', isLog),
    );
  };
  update();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(update),
    logs.open.onDidLint(update),
    logs.open.onDidClose(update),
  );
};
