import type { Format } from '../commands/lint-options.ts';
import type { Io } from '../io.ts';
import type { Report } from '../report.ts';
import { github } from './github.ts';
import { json } from './json.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** Renders a report, the final line break included; an empty text for nothing to say. */
export type Reporter = (report: Report, io: Pick<Io, 'cwd' | 'env' | 'stdout'>) => string;

export const reporters: Readonly<Record<Format, Reporter>> = { text, json, github, sarif };
