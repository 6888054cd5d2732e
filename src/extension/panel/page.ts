/** The page of the exploration panel: it may run its own script and have its own style, and ask for nothing else. */
import { randomUUID } from 'node:crypto';
import { Uri } from 'vscode';
import type { Webview } from 'vscode';

/**
 * @param code the folder of the script and the style.
 * @param kept how the pictures were looked at last.
 */
export function panelPage(webview: Webview, code: Uri, kept: unknown): string {
  const nonce = randomUUID();
  const at = (name: string) => webview.asWebviewUri(Uri.joinPath(code, name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; img-src data:; base-uri 'none'; form-action 'none'`;
  const state = JSON.stringify(kept ?? {}).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>iterlog</title>
<link rel="stylesheet" href="${at('panel.css')}">
</head>
<body>
<div id="app"></div>
<script type="application/json" id="kept">${state}</script>
<script nonce="${nonce}" src="${at('panel.js')}"></script>
</body>
</html>
`;
}
