/** How the pictures are looked at. */
import * as z from 'zod';
import type { Host } from './host.ts';

export const tabs = ['tree', 'progress', 'parameters'] as const;

const schema = z.object({
  tab: z.enum(tabs).catch('tree'),
  parents: z.enum(['effective', 'declared']).catch('effective'),
  scope: z.enum(['block', 'log']).catch('block'),
  scores: z.boolean().catch(false),
  batch: z.number().optional().catch(undefined).describe('Missing for the newest.'),
  zoom: z.number().min(0.1).max(4).catch(1),
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
    this.state = { ...this.state, ...change };
    this.host.keep(this.state);
  }
}
