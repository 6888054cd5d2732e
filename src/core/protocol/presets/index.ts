import type { PresetName, Protocol } from '../types.ts';
import { flyvis } from './flyvis.ts';
import { metabolism } from './metabolism.ts';
import { vrest } from './vrest.ts';

/** The protocols that come with iterlog. */
export const presets: Readonly<Record<PresetName, Protocol>> = { vrest, flyvis, metabolism };
