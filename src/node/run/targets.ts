/** What reaches a target and drives it. */
import type { Target } from '../../core/run/target.ts';
import { hostOf } from '../../core/run/target.ts';
import { directDriver } from './drivers/direct.ts';
import { lsfDriver } from './drivers/lsf.ts';
import { slurmDriver } from './drivers/slurm.ts';
import type { Driver } from './driver.ts';
import { localTransport } from './local.ts';
import { sshTransport } from './ssh.ts';
import type { SshOptions } from './ssh.ts';
import type { Transport } from './transport.ts';

export interface Reach {
  readonly transport: Transport;
  readonly driver: Driver;
}

/** Connections are kept between calls, one a host. */
export class Targets {
  private readonly transports = new Map<string, Transport>();

  constructor(private readonly ssh: SshOptions = {}) {}

  reach(target: Target): Reach {
    const transport = this.transportTo(hostOf(target));
    return { transport, driver: driverOf(target, transport) };
  }

  private transportTo(host: string | undefined): Transport {
    const key = host ?? '';
    const known = this.transports.get(key);
    if (known) return known;
    const made = host === undefined ? localTransport() : sshTransport(host, this.ssh);
    this.transports.set(key, made);
    return made;
  }
}

function driverOf(target: Target, transport: Transport): Driver {
  if (target.type === 'slurm') return slurmDriver(transport, target);
  return target.type === 'lsf' ? lsfDriver(transport, target) : directDriver(transport);
}
