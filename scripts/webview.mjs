// @ts-check
/**
 * What runs inside a page, as text for whoever makes the page: `import { script, style } from 'iterlog:report'`.
 */
import path from 'node:path';
import { build } from 'esbuild';

/** Style sheets, and what shells run elsewhere, are texts in every bundle. */
export const loader = /** @type {const} */ ({ '.css': 'text', '.sh': 'text' });

/** @type {Promise<string> | undefined} */
let report;

/** The script of a report: minified always, since it is data here. */
export const reportScript = () =>
  (report ??= build({
    entryPoints: ['src/webview/app/report.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    loader,
  }).then(({ outputFiles: [file] }) => file?.text ?? ''));

/** @type {import('esbuild').Plugin} */
export const reportText = {
  name: 'report as text',
  setup({ onResolve, onLoad }) {
    // Where packages are left out of the bundle, their style sheets are not.
    onResolve({ filter: /^[^.].*\.css$/ }, ({ path: name }) => ({
      path: path.resolve('node_modules', name),
    }));
    onResolve({ filter: /^iterlog:report$/ }, ({ path: name }) => ({ path: name, namespace: 'report' }));
    onLoad({ filter: /.*/, namespace: 'report' }, async () => {
      const style = path.resolve('src/webview/style/style.ts');
      const script = JSON.stringify(await reportScript());
      return {
        contents: `export { pageStyle as style } from ${JSON.stringify(style)};\nexport const script = ${script};`,
        resolveDir: process.cwd(),
      };
    });
  },
};
