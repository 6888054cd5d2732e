import { window } from 'vscode';

/** Asks in a dialog before something is done that may be wrong; each line of `detail` says why. */
export async function agreed(question: string, detail: readonly string[], yes: string): Promise<boolean> {
  const answer = await window.showWarningMessage(question, { modal: true, detail: detail.join('\n') }, yes);
  return answer === yes;
}
