// `npm start`: what iterlog does, shown. Builds, lints the example with the common mistakes, packs the extension, and
// opens both examples in VS Code with it: the desktop's when there is one, else a VS Code server in the browser.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const vsix = path.resolve('out/iterlog.vsix');
/** A copy, so that trying fixes leaves the repository as it is. */
const exploration = path.resolve('out/start/examples');
const profile = {
  userDataDir: path.resolve('out/start/user'),
  extensionsDir: path.resolve('out/start/extensions'),
};
const node = args => spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;

function step(title, args) {
  console.log(`\n${title}`);
  const status = node(args);
  if (status !== 0) process.exit(status);
}

step('Building ...', ['esbuild.mjs']);
step('Linting examples/broken ...\n', ['dist/cli.mjs', 'lint', 'examples/broken', '--fail-on', 'never']);
step('Packing the extension ...', ['scripts/package.mjs']);
mkdirSync(exploration, { recursive: true });
cpSync('examples', exploration, { recursive: true });

if (process.stdin.isTTY && process.stdout.isTTY) await open();
else
  console.log(
    `\nThere is no terminal here, so VS Code is not opened. To go on: install ${path.relative('', vsix)} in VS Code and open examples/broken, or run npm start in a terminal.`,
  );

async function open() {
  if (openDesktop()) return;
  const { installVsix, startServer } = await import('../test/vscode/host/server.mjs');
  console.log('\nNo `code` on the PATH: installing a VS Code server from npm (once, about 450 MB) ...');
  const where = { host: 'newest', ...profile };
  mkdirSync(profile.userDataDir, { recursive: true });
  mkdirSync(profile.extensionsDir, { recursive: true });
  await installVsix(where, vsix);
  const server = await startServer(where);
  console.log(`\nOpen this in a browser: ${server.url({ folder: exploration })}\nCtrl+C stops it.`);
  await server.exited;
}

/** Opens desktop VS Code with a profile of its own, so that yours stays as it is. False when there is none. */
function openDesktop() {
  const own = ['--user-data-dir', profile.userDataDir, '--extensions-dir', profile.extensionsDir];
  const code = args => spawnSync('code', [...own, ...args], { stdio: 'inherit' });
  if (code(['--install-extension', vsix, '--force']).status !== 0) return false;
  const log = path.join(exploration, 'broken', 'flyvis_62_1_gs_vrest_Claude_analysis.md');
  code([exploration, log]);
  console.log('\nVS Code opens with the examples, in a profile of its own.');
  return true;
}
