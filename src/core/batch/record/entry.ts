/** An entry of the log in the protocol's format. */
import { fieldLabels, fieldNames } from '../../log/model.ts';
import type { FieldName } from '../../log/model.ts';

export interface EntryText {
  readonly iteration: number;
  readonly status: string;
  /** The lines that the entry has; a lost run has no Metrics. */
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

/** The lines of an entry in the template's order. */
export const entryLines = ({ iteration, status, fields }: EntryText): string[] => [
  `## Iter ${iteration}: ${status}`,
  ...fieldNames.flatMap(name => {
    const value = fields[name];
    return value === undefined ? [] : [`${fieldLabels[name]}: ${value}`];
  }),
];
