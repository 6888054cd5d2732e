/** Questions about a log at a marked place. */
import { explorationOf } from '../../../../src/core/exploration/exploration.ts';
import type { Exploration } from '../../../../src/core/exploration/exploration.ts';
import { lint } from '../../../../src/core/lint/engine.ts';
import { parse } from '../../../../src/core/log/parse.ts';
import { presets } from '../../../../src/core/protocol/presets/index.ts';
import type { Protocol } from '../../../../src/core/protocol/types.ts';

/** The rules are not asked: without them it is quicker. */
export const exploring = (text: string, protocol: Protocol = presets.vrest): Exploration =>
  explorationOf(lint(parse(text), { protocol, universalOnly: true }));

export interface Asked {
  readonly text: string;
  readonly exploration: Exploration;
  readonly offset: number;
}

/** A text whose last `|` marks the cursor. */
export function asked(marked: string, protocol?: Protocol): Asked {
  const offset = marked.lastIndexOf('|');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, exploration: exploring(text, protocol), offset };
}

interface Given {
  readonly parent?: string;
  readonly status?: string;
  readonly mutation?: string;
  readonly next?: string;
  readonly rest?: string;
}

/** An entry whose other lines do not matter. */
export function entry(id: number, given: Given = {}): string {
  const { parent = 'root', status = 'V_rest partial', mutation = 'lr_update: 0 -> 1.8E-3' } = given;
  const { next = 'root', rest = '' } = given;
  return `## Iter ${id}: ${status}
Node: id=${id}, parent=${parent}
Mode/Strategy: exploit
Config: lr_update=1.8E-3, recurrent=F, time_step=1, W_L2=2.5E-6, grad_clip_W=0
Metrics: V_rest_R2=0.${500 + id}, connectivity_R2=0.950
Mutation: ${mutation}
Parent rule: highest UCB
Observation: within Node 21 range 0.11-0.78.
Next: parent=${next}
${rest}
`;
}
