import { lsf } from '../../../core/run/lsf.ts';
import type { LsfTarget } from '../../../core/run/target.ts';
import type { Driver } from '../driver.ts';
import type { Transport } from '../transport.ts';
import { scheduledDriver } from './scheduled.ts';

export const lsfDriver = (transport: Transport, target: LsfTarget): Driver =>
  scheduledDriver(transport, target, lsf(target));
