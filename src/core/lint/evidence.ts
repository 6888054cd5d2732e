/** What is known besides the log: read by the hosts from files beside it, passed in as data. */
export interface Evidence {
  /** The result log of each slot, by metric name as written there; undefined where there is none. */
  readonly results: readonly (ReadonlyMap<string, string> | undefined)[];
  /** The parameters of each slot config by canonical name, as the log would print them. */
  readonly slots: readonly (ReadonlyMap<string, string> | undefined)[];
  /** The same of the configs that the loop kept of its runs, by iteration; undefined where nobody looked for them. */
  readonly snapshots?: ReadonlyMap<number, ReadonlyMap<string, string>>;
}

export const noEvidence: Evidence = { results: [], slots: [] };
