// @ts-check
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Asks until the answer is yes: for what no event tells of, such as the text of a file.
 *
 * @template T
 * @param {() => T | Promise<T>} probe may throw; that counts as no
 * @param {string} what completes "never: ..." in the error
 * @param {{ timeoutMs?: number }} [options] 20 s when not given
 * @returns {Promise<T>} the first truthy answer
 * @throws {Error} in the end, with the last answer or error as its cause
 */
export async function until(probe, what, { timeoutMs = 20_000 } = {}) {
  const end = performance.now() + timeoutMs;
  for (;;) {
    /** @type {unknown} */
    let last;
    try {
      const answer = await probe();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`never: ${what}`, { cause: last });
    await pause(POLL_MS);
  }
}
