import type { Summary } from '../samples/describe.ts';
import { finite } from './finite.ts';
import type { PictureSummary } from './model.ts';

/** What is undefined is left out: a message has no such value. */
export const summaryMessage = ({ n, mean, std, min, max, interval }: Summary): PictureSummary => ({
  ...{ n, mean: finite(mean), min, max },
  ...(std !== undefined && { std: finite(std) }),
  ...(interval && { interval: [finite(interval[0]), finite(interval[1])] }),
});
