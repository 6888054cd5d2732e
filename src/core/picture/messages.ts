/** What goes between the extension and its page, checked on both sides. */
import * as z from 'zod';
import { changeSchema, pictureSchema } from './picture-schema.ts';

const number = z.int().nonnegative().describe('One more with each picture that is sent.');

/** To the page. */
export const toPage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('show'), number, picture: pictureSchema }),
  z.strictObject({
    type: z.literal('change'),
    number: number.describe('That of the picture which comes of the one before.'),
    change: changeSchema,
  }),
  z.strictObject({
    type: z.literal('nothing'),
    message: z.string().describe('Why there is nothing to show.'),
  }),
  z.strictObject({
    type: z.literal('select'),
    offset: z.int().nonnegative().describe('Where an entry begins.'),
  }),
]);
export type ToPage = z.infer<typeof toPage>;

/** From the page. */
export const fromPage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ready').describe('It has no picture, and wants one.') }),
  z.strictObject({ type: z.literal('open'), key: z.string().describe('Of an entry.') }),
  z.strictObject({
    type: z.literal('keep'),
    state: z.unknown().describe('How the pictures are looked at, for the page itself.'),
  }),
  z.strictObject({
    type: z.literal('save'),
    name: z.string().regex(/^[^/\\]{1,200}$/, 'expected the name of a file'),
    content: z.base64(),
  }),
]);
export type FromPage = z.infer<typeof fromPage>;
