/** The frame of a page: its policy, its style, its script and its data. */
import { escaped } from './svg/shape.ts';

export interface Page {
  readonly title: string;
  /** What the policy trusts, each by a hash or a nonce: `'sha256-...'`. */
  readonly trusted: { readonly script: string; readonly style: string };
  readonly style: string;
  readonly script: string;
  /** What the script reads, as JSON. */
  readonly data: unknown;
}

/** One file that asks for nothing from outside, and may not. */
export function pageText({ title, trusted, style, script, data }: Page): string {
  const policy = `default-src 'none'; script-src ${trusted.script}; style-src ${trusted.style}; img-src data: blob:; base-uri 'none'; form-action 'none'`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<div id="app"><noscript>This report draws its pictures with JavaScript, which is turned off.</noscript></div>
<script type="application/json" id="picture">${jsonText(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing in it ends the element that it stands in. */
const jsonText = (data: unknown): string =>
  JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
