/** The output of several tasks in one: whole lines, each with its slot before it. */
import { StringDecoder } from 'node:string_decoder';
import type { RunRecord } from '../../core/run/record.ts';

export interface MixedOutput {
  add(task: string, stream: 'out' | 'err', bytes: Uint8Array): void;
  /** What is left of lines that were not ended. */
  end(): void;
}

/** @param write takes whole lines, without their ends. */
export function mixedOutput({ kind }: Pick<RunRecord, 'kind'>, write: (line: string) => void): MixedOutput {
  const rests = new Map<string, { readonly decoder: StringDecoder; rest: string }>();
  const line = (task: string, text: string) =>
    write(`${kind === 'batch' ? `[slot ${Number(task)}] ` : ''}${text}`);
  return {
    add(task, stream, bytes) {
      const key = `${task} ${stream}`;
      const state = rests.get(key) ?? { decoder: new StringDecoder('utf8'), rest: '' };
      rests.set(key, state);
      const lines = (state.rest + state.decoder.write(Buffer.from(bytes))).split('\n');
      state.rest = lines.pop() ?? '';
      for (const text of lines) line(task, lastShown(text));
    },
    end() {
      for (const [key, { rest }] of rests) if (rest !== '') line(key.slice(0, 2), lastShown(rest));
      rests.clear();
    },
  };
}

/** A progress bar goes back to the start of its line: only what it shows last is of interest. */
function lastShown(line: string): string {
  const text = line.replace(/\r+$/, '');
  return text.slice(text.lastIndexOf('\r') + 1);
}
