import * as z from 'zod';
import { protocolFileSchema } from '../../src/core/protocol/schema.ts';

/** The JSON schema of `iterlog.yaml`, for completion and checks in editors. */
export function schemaFiles(): readonly { readonly file: string; readonly text: string }[] {
  const schema = {
    title: 'iterlog.yaml',
    description:
      'The protocol of the exploration logs in this folder and below: a preset, what differs from it, and rule severities.',
    ...z.toJSONSchema(protocolFileSchema, { target: 'draft-2020-12', io: 'input' }),
  };
  return [{ file: 'schemas/iterlog.schema.json', text: `${JSON.stringify(schema, null, 2)}\n` }];
}
