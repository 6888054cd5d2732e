import { commands, Disposable, window } from 'vscode';
import type { Feature } from '../services/index.ts';

/** `iterlog.isLog` and `iterlog.isSlot`: whether the active editor shows a log, or a slot config. */
export const contextKeys: Feature = ({ logs, slots, boundary }) => {
  const shown = new Map<string, boolean>();
  const set = (key: string, value: boolean) => {
    if (value === (shown.get(key) ?? false)) return;
    shown.set(key, value);
    boundary.run('setting a context key', () => commands.executeCommand('setContext', key, value));
  };
  const update = () => {
    const document = window.activeTextEditor?.document;
    set('iterlog.isLog', logs.open.has(document));
    set('iterlog.isSlot', slots.has(document));
  };
  update();
  return Disposable.from(
    window.onDidChangeActiveTextEditor(update),
    logs.open.onDidLint(update),
    logs.open.onDidClose(update),
    slots.onDidLint(update),
    slots.onDidGo(update),
  );
};
