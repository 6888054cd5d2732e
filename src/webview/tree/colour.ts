/** Viridis, which also those read who see red and green alike, and which gets lighter all the way. */
const stops = [
  0x440154, 0x482878, 0x3e4989, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6ece58, 0xb5de2b, 0xfde725,
] as const;

/** @param share from 0, dark, to 1, light. */
export function colourAt(share: number): string {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const low = Math.floor(at);
  const [from = 0, to = from] = [stops[low], stops[Math.min(low + 1, stops.length - 1)]];
  const mixed = [16, 8, 0].map(shift => {
    const [a, b] = [(from >> shift) & 255, (to >> shift) & 255];
    return Math.round(a + (b - a) * (at - low));
  });
  return `#${mixed.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}

/** The rewards that a picture spans. */
export interface RewardScale {
  readonly low: number;
  readonly high: number;
}

export function rewardScale(rewards: readonly number[]): RewardScale {
  const low = rewards.reduce((least, reward) => Math.min(least, reward), Infinity);
  const high = rewards.reduce((most, reward) => Math.max(most, reward), -Infinity);
  return low <= high ? { low, high } : { low: 0, high: 1 };
}

/** All rewards being equal, none is the best. */
export const colourOf = (reward: number, { low, high }: RewardScale): string =>
  colourAt(high > low ? (reward - low) / (high - low) : 0.5);
