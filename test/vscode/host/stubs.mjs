// @ts-check
/**
 * JavaScript stand-ins for the three modules of the VS Code server that come without a usable Linux binary.
 *
 * The server loads them by `import()`. Node learns the export names of a CommonJS file by reading its text,
 * so every export is written as `exports.name = ...`.
 */

const spdlog = `const fs = require('node:fs');
const path = require('node:path');
const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];

exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.shutdown = () => {};

exports.Logger = class Logger {
  #file;
  #level = 2;
  #bare = false;
  constructor(file) {
    this.#file = file;
    levels.forEach((name, rank) => (this[name] = (message) => this.#write(name, rank, message)));
  }
  #write(name, rank, message) {
    if (rank < this.#level) return;
    const line = this.#bare ? message : new Date().toISOString() + ' [' + name + '] ' + message + '\\n';
    // The log folder may be deleted while the server still shuts down: then nobody wants the line.
    try { fs.appendFileSync(this.#file, line); } catch {}
  }
  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  clearFormatters() { this.#bare = true; }
  setPattern() {}
  flush() {}
  drop() {}
};

const create = async (_name, file) => {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  return new exports.Logger(file);
};
exports.createRotatingLogger = create;
exports.createAsyncRotatingLogger = create;
`;

// The real one ends an orphaned extension host; the host also looks for its parent every second by itself.
const watchdog = 'exports.start = () => {};\n';

/** Package name to the text of its `index.js`. @type {Readonly<Record<string, string>>} */
export const stubs = {
  '@vscode/spdlog': spdlog,
  '@vscode/deviceid': "exports.getDeviceId = async () => 'test-host';\n",
  '@vscode/native-watchdog': watchdog,
  'native-watchdog': watchdog,
};
