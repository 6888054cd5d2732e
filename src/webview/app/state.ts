/** How the pictures are looked at. */
import * as z from 'zod';
import type { Host } from './host.ts';

export const tabs = ['tree', 'progress', 'parameters'] as const;

const schema = z.object({
  log: z.string().catch('').describe('What the exploration is called that the rest of it is about.'),
  tab: z.enum(tabs).catch('tree'),
  parents: z.enum(['effective', 'declared']).catch('effective'),
  scope: z.enum(['block', 'log']).catch('block'),
  scores: z.boolean().catch(false),
  batch: z.number().optional().catch(undefined).describe('Missing for the newest.'),
  zoom: z.number().min(0.1).max(4).catch(1),
  spread: z.number().min(1).max(8).catch(1).describe('How many times as wide as its frame the tree may be.'),
  scroll: z.object({ left: z.number(), top: z.number() }).catch({ left: 0, top: 0 }),
  selected: z.string().optional().catch(undefined).describe("An item's key."),
  metric: z.string().catch(''),
  sort: z.object({ column: z.string(), isDown: z.boolean() }).optional().catch(undefined),
  hidden: z.array(z.string()).optional().catch(undefined).describe('Columns of the table.'),
});

export type State = z.infer<typeof schema>;

export class Store {
  private state: State;

  constructor(private readonly host: Host) {
    this.state = schema.parse(host.kept ?? {});
  }

  get current(): State {
    return this.state;
  }

  set(change: Partial<State>): void {
    const isNew = Object.entries(change).some(([name, value]) => this.state[name as keyof State] !== value);
    if (!isNew) return;
    this.state = { ...this.state, ...change };
    this.host.keep(this.state);
  }

  /** Forgets what is about another log; whether there was another one. */
  turnTo(log: string): boolean {
    if (this.state.log === log) return false;
    this.set({ log, batch: undefined, selected: undefined, scroll: { left: 0, top: 0 } });
    return true;
  }
}
