import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { freePort } from './sshd.ts';

const gpus = 4;

/** Writes what a Slurm needs below a folder; gives its configuration file. */
export async function writeSlurmFiles(base: string): Promise<string> {
  for (const folder of ['munge', 'state', 'spool', 'dev']) mkdirSync(path.join(base, folder));
  chmodSync(base, 0o755);
  writeFileSync(path.join(base, 'munge.key'), randomBytes(128), { mode: 0o600 });
  // A GPU has to be a device node, or jobs do not get its number.
  for (let gpu = 0; gpu < gpus; gpu++)
    spawnSync('mknod', ['-m', '666', path.join(base, 'dev', `gpu${gpu}`), 'c', '1', '3']);
  const conf = path.join(base, 'slurm.conf');
  writeFileSync(conf, configuration(base, await freePort(), await freePort()));
  const list = `NodeName=node1 Name=gpu Type=h100 File=${base}/dev/gpu[0-${gpus - 1}]\n`;
  writeFileSync(path.join(base, 'gres.conf'), list);
  return conf;
}

/** It forgets jobs seconds after they ended, where other sites take minutes. */
function configuration(base: string, controllerPort: number, nodePort: number): string {
  const host = hostname().split('.', 1)[0] ?? 'localhost';
  return `ClusterName=iterlog
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controllerPort}
SlurmdPort=${nodePort}
CommunicationParameters=NoCtldInAddrAny,NoInAddrAny
AuthType=auth/munge
AuthInfo=socket=${base}/munge/socket
CredType=cred/munge
SlurmUser=root
SlurmdUser=root
StateSaveLocation=${base}/state
SlurmdSpoolDir=${base}/spool
SlurmctldPidFile=${base}/slurmctld.pid
SlurmdPidFile=${base}/slurmd.pid
SlurmctldLogFile=${base}/slurmctld.log
SlurmdLogFile=${base}/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
SchedulerType=sched/backfill
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0,sched_min_interval=0
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
GresTypes=gpu
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
MinJobAge=5
KillWait=3
InactiveLimit=0
MessageTimeout=2
MailProg=/bin/true
NodeName=node1 NodeHostname=${host} NodeAddr=127.0.0.1 Port=${nodePort} CPUs=4 RealMemory=4000 Gres=gpu:h100:${gpus} State=UNKNOWN
PartitionName=gpu Nodes=node1 Default=YES MaxTime=60 DefMemPerCPU=200 State=UP
PartitionName=down Nodes=node1 State=DOWN
`;
}
