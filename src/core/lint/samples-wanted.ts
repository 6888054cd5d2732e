import type { Protocol } from '../protocol/types.ts';

/** How many samples of a config a conclusion takes: the protocol's number, else three. */
export const samplesWanted = ({ improvement }: Protocol): number => improvement?.minSamples ?? 3;
