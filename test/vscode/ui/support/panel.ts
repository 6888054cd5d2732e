/** The page of the exploration panel. */
import axe from 'axe-core';
import type { Workbench } from '../../host/workbench.mjs';

/** What keeps people out of the panel, as `rule: element`; the frame around it is VS Code's. */
export async function barriers(window: Workbench): Promise<string[]> {
  const content = window.webview().locator('html');
  await content.evaluate(axe.source);
  const { violations } = await content.evaluate<axe.AxeResults, undefined>('axe.run(document)', undefined);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

export const brokenPolicies = ({ consoleLines }: Workbench): string[] =>
  consoleLines.filter(line => /Content Security Policy/i.test(line));
