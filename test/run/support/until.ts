import { setTimeout as after } from 'node:timers/promises';

/** Waits until something is so. */
export async function until<T>(
  what: string,
  look: () => T | Promise<T>,
  isSo: (value: T) => boolean = Boolean,
  seconds = 60,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await look();
    if (isSo(value)) return value;
    if (Date.now() > end) throw new Error(`${what}: not so after ${seconds} s, but ${JSON.stringify(value)}`);
    await after(50);
  }
}
