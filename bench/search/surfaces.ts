/**
 * The surfaces of the comparison. All are fixed: they were written down before the proposer was first run on any of
 * them, and nobody who tunes it looks at the ones that are held out.
 *
 * The baseline lies near 0.5 on each, as Node 21 does: it came out of an earlier search, so that most of the space is worse.
 */
import type { Surface } from './surface.ts';

const noise = { vrest: 0.2, connectivity: 0.03, minutes: 1 };
const connectivity = { at0: 0.955, loss: { lr: 0.05, recurrent: 0.01, steps: 0.02, l2: 0.03, clip: 0.02 } };
const crash = { always: 0.01, lr: 0.08, steps: [0.02, 0.06, 0.3] };

export const surfaces: readonly Surface[] = [
  {
    name: 'two steps',
    heldOut: false,
    about: 'a faster lr_update with a stronger W_L2 is best; recurrence and long training hurt',
    floor: 0,
    hills: [
      {
        height: 0.78,
        top: { lr: 0.5, recurrent: 0, steps: 0, l2: 0.4, clip: 0, epochs: 0 },
        steepness: { lr: 1.2, recurrent: 0.7, steps: 0.4, l2: 0.9, clip: 0.6, epochs: 0.5 },
      },
    ],
    connectivity,
    noise,
    crash,
  },
  {
    name: 'recurrent',
    heldOut: false,
    about: 'recurrence over two steps is best and crashes now and then; one step of it is half way',
    floor: 0.1,
    hills: [
      {
        height: 0.7,
        top: { lr: 0.33, recurrent: 1, steps: 0.5, l2: 0, clip: 0.33, epochs: 0 },
        steepness: { lr: 0.8, recurrent: 0.3, steps: 0.5, l2: 0.8, clip: 0.5, epochs: 0.6 },
      },
    ],
    connectivity,
    noise,
    crash: { always: 0.01, lr: 0.1, steps: [0.02, 0.08, 0.35] },
  },
  {
    name: 'ridge',
    heldOut: false,
    about: 'lr_update and W_L2 make up for each other along a ridge, and clipping helps',
    floor: 0.05,
    hills: [
      {
        height: 0.75,
        top: { lr: 0.5, recurrent: 0, steps: 0, l2: 0.2, clip: 0.67, epochs: 0 },
        steepness: { lr: 0.3, recurrent: 0.6, steps: 0.3, l2: 0.2, clip: 0.3, epochs: 0.5 },
        ridge: 0.6,
      },
    ],
    connectivity,
    noise,
    crash,
  },
  {
    name: 'nothing to gain',
    heldOut: false,
    about: 'the baseline is all but the best, and what looks better was lucky',
    floor: 0.05,
    hills: [
      {
        height: 0.48,
        top: { lr: 0.1, recurrent: 0, steps: 0, l2: 0, clip: 0, epochs: 0 },
        steepness: { lr: 1, recurrent: 0.6, steps: 0.4, l2: 0.8, clip: 0.6, epochs: 0.3 },
      },
    ],
    connectivity,
    noise,
    crash,
  },
  {
    name: 'slow and clipped',
    heldOut: true,
    about: 'a second epoch and gentle clipping are best, at the time limit of the sources',
    floor: 0.05,
    hills: [
      {
        height: 0.76,
        top: { lr: 0.17, recurrent: 0, steps: 0, l2: 0.2, clip: 0.33, epochs: 1 },
        steepness: { lr: 1, recurrent: 0.8, steps: 0.4, l2: 1, clip: 0.9, epochs: 0.35 },
      },
    ],
    connectivity,
    noise,
    crash,
  },
  {
    name: 'two hills',
    heldOut: true,
    about: 'a low hill near the baseline and a high one with recurrence and strong W_L2',
    floor: 0.05,
    hills: [
      {
        height: 0.42,
        top: { lr: 0.33, recurrent: 0, steps: 0, l2: 0, clip: 0, epochs: 0 },
        steepness: { lr: 1.5, recurrent: 1.5, steps: 0.5, l2: 1.2, clip: 0.8, epochs: 0.6 },
      },
      {
        height: 0.7,
        top: { lr: 0.5, recurrent: 1, steps: 0.5, l2: 0.6, clip: 0, epochs: 0 },
        steepness: { lr: 1.2, recurrent: 1, steps: 0.8, l2: 1, clip: 0.6, epochs: 0.8 },
      },
    ],
    connectivity,
    noise,
    crash,
  },
  {
    name: 'constrained',
    heldOut: true,
    about: 'V_rest grows with lr_update, but connectivity falls below 0.8 before the top is reached',
    floor: 0.1,
    hills: [
      {
        height: 0.75,
        top: { lr: 1, recurrent: 0, steps: 0, l2: 0.4, clip: 0.33, epochs: 0 },
        steepness: { lr: 0.45, recurrent: 0.6, steps: 0.3, l2: 0.4, clip: 0.3, epochs: 0.4 },
      },
    ],
    connectivity: { at0: 0.96, loss: { lr: 0.32, recurrent: 0.02, steps: 0.03, l2: 0.04, clip: 0.02 } },
    noise,
    crash: { always: 0.01, lr: 0.12, steps: [0.02, 0.06, 0.3] },
  },
];
