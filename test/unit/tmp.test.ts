import { readFileSync } from 'node:fs';
import { propose } from '../../src/core/batch/propose/propose.ts';
import { exploration } from '../fixtures/exploration.ts';
import { presets } from '../../src/core/protocol/presets/index.ts';
import { makeLog } from '../fixtures/make-log.ts';
import { logOf } from '../fixtures/runs.ts';
it('x', () => {
  for (const [text, p] of [[makeLog(8), presets.vrest], [makeLog(24), presets.vrest],[logOf([{},{set:{lr_update:1.8e-3},reward:.7},{set:{lr_update:2.5e-3},reward:.3},{}]),presets.vrest], [readFileSync('/work/shared/corpus/metabolism/rank50/688d615/simulation_oscillatory_rank_50_Claude_analysis.md','utf8'), presets.metabolism]] as const) {
    const o = propose({ exploration: exploration(text, p) });
    if (o.kind === 'refused') console.log(o);
    else for (const s of o.proposal.slots) console.log(s.slot, s.role, s.parent, JSON.stringify(s.mutations), s.minutes, '\n  ', s.reason, '\n     ', s.alternatives.map(a => `${a.parent}:${a.mutations.map(m=>m.parameter+'='+m.new)}`).join(' | '));
    console.log(o.kind==='proposal' && o.proposal.notes);
  }
});
