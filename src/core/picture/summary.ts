import type { Summary } from '../samples/describe.ts';
import type { PictureSummary } from './model.ts';

/** What is undefined is left out: a message has no such value. */
export const summaryMessage = ({ n, mean, std, min, max, interval }: Summary): PictureSummary => ({
  ...{ n, mean, min, max },
  ...(std !== undefined && { std }),
  ...(interval && { interval: [interval[0], interval[1]] }),
});
