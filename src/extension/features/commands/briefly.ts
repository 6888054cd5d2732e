import { window } from 'vscode';

/** How long a message stays in the status bar, in ms. */
const shown = 8000;

/** Says something in the status bar, where it asks for nothing. */
export function briefly(message: string): void {
  window.setStatusBarMessage(`iterlog: ${message}`, shown);
}
