import type { Evidence } from '../../../src/core/lint/evidence.ts';
import { evidenceOf } from '../../../src/node/evidence.ts';
import { Explorations } from '../../../src/node/explorations.ts';
import { Protocols } from '../../../src/node/protocol-for.ts';
import { readResults } from '../../../src/node/run-files.ts';

/** What is known beside a log. */
export async function evidenceAt(log: string, protocols = new Protocols('vrest')): Promise<Evidence> {
  const read = await new Explorations(protocols).ofLog(log);
  return evidenceOf(read, await readResults(read));
}
