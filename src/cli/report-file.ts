/** The files of `iterlog report`: drawn by the code that draws in the editor. */
import { createHash } from 'node:crypto';
import { script, style } from 'iterlog:report';
import type { Picture } from '../core/picture/model.ts';
import { lastBatch } from '../core/picture/views.ts';
import { pageText } from '../webview/page.ts';
import { treeStyles } from '../webview/style/style.ts';
import type { TreeOptions } from '../webview/tree/draw.ts';
import { treeFile } from '../webview/tree/svg-file.ts';

/** The page may run its own script and have its own style, each known by its hash, and nothing else. */
export const htmlReport = (picture: Picture): string =>
  pageText({
    title: `${picture.name} – iterlog report`,
    trusted: { script: hashOf(script), style: hashOf(style) },
    ...{ style, script, data: picture },
  });

/** As wide as a page: blocks that do not fit begin a new line. */
export const svgReport = (
  picture: Picture,
  { parents, scope, scores }: Pick<TreeOptions, 'parents' | 'scope' | 'scores'>,
): string =>
  treeFile(picture, { parents, scope, scores, width: 1280, batch: lastBatch(picture) }, treeStyles());

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
