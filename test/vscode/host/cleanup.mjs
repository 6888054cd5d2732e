// @ts-check
/**
 * What has to end when this process ends: servers and browsers, also when it is interrupted.
 */

/**
 * @typedef {object} Cleanup
 * @property {() => Promise<void>} stop ends it in good order
 * @property {() => void} [kill] ends it at once; called while the process exits, when nothing can be awaited
 */

/** @type {Set<Cleanup>} */
const pending = new Set();

/** The exit codes a shell reports for these signals. @type {ReadonlyArray<readonly [NodeJS.Signals, number]>} */
const signals = [
  ['SIGHUP', 129],
  ['SIGINT', 130],
  ['SIGTERM', 143],
];

/**
 * Has `cleanup` done when this process ends by itself or by a signal. Listeners are put up at the first call
 * only: importing this module changes nothing about how the process ends.
 *
 * @param {Cleanup} cleanup
 * @returns {() => void} forgets the clean-up, once it is done otherwise
 */
export function atEnd(cleanup) {
  if (pending.size === 0) listen();
  pending.add(cleanup);
  return () => {
    pending.delete(cleanup);
  };
}

let listening = false;
function listen() {
  if (listening) return;
  listening = true;
  process.on('exit', () => pending.forEach(({ kill }) => kill?.()));

  let interrupted = false;
  for (const [signal, exitCode] of signals) {
    process.on(signal, async () => {
      // The second Ctrl+C of someone who will not wait.
      if (interrupted) process.exit(exitCode);
      interrupted = true;
      await Promise.allSettled([...pending].map(({ stop }) => stop()));
      process.exit(exitCode);
    });
  }
}
