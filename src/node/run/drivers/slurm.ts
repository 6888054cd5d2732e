import { slurm } from '../../../core/run/slurm.ts';
import type { SlurmTarget } from '../../../core/run/target.ts';
import type { Driver } from '../driver.ts';
import type { Transport } from '../transport.ts';
import { scheduledDriver } from './scheduled.ts';

export const slurmDriver = (transport: Transport, target: SlurmTarget): Driver =>
  scheduledDriver(transport, target, slurm(target));
