/** The parts of the picture by name; see `picture-schema.ts` for what each means. */
import type * as z from 'zod';
import type { pictureSchema } from './picture-schema.ts';

export type Picture = z.infer<typeof pictureSchema>;
export type PictureEntry = Picture['entries'][number];
export type PictureTree = NonNullable<Picture['tree']>;
export type PictureConfig = Picture['configs'][number];
export type PictureMetric = Picture['metrics'][number];
export type PictureGuide = PictureMetric['guides'][number];
export type PictureParameter = Picture['parameters'][number];
export type PictureSummary = PictureConfig['metrics'][string];
export type ProposedRun = Picture['proposal'][number];
