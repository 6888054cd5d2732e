import * as z from 'zod';
import { planSchema } from '../../src/core/batch/plan-schema.ts';
import { protocolFileSchema } from '../../src/core/protocol/schema.ts';
import type { Generated } from './generated.ts';

/** The JSON schemas of the files that iterlog reads, for completion and checks in editors. */
export const schemaFiles = (): readonly Generated[] => [
  schemaFile('iterlog', protocolFileSchema, {
    title: 'iterlog.yaml',
    description:
      'The protocol of the exploration logs in this folder and below: a preset, what differs from it, rule severities, and where files are.',
  }),
  schemaFile('plan', planSchema, {
    title: 'The plan of an exploration',
    description: 'What iterlog planned, batch by batch, and which result logs it wrote into the log.',
  }),
];

function schemaFile(name: string, schema: z.ZodType, words: Readonly<Record<string, string>>): Generated {
  const json = { ...words, ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }) };
  return { file: `schemas/${name}.schema.json`, text: `${JSON.stringify(json, null, 2)}\n` };
}
