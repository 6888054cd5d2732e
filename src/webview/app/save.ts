/** Pictures and tables as files. */
import type { Host } from './host.ts';

/** A name that every file system takes. */
export const fileName = (name: string, what: string, ending: string): string =>
  `${name.replace(/[^\p{L}\p{N}._-]+/gu, '_').slice(0, 80) || 'exploration'}_${what}.${ending}`;

export const saveText = (host: Host, name: string, text: string, type: string): void =>
  host.save(name, new Blob([text], { type: `${type};charset=utf-8` }));

export type PictureKind = 'svg' | 'png';

/** @param svg a picture of its own. */
export async function savePicture(host: Host, name: string, svg: string, kind: PictureKind): Promise<void> {
  if (kind === 'svg') saveText(host, name, svg, 'image/svg+xml');
  else host.save(name, await painted(svg));
}

/** The largest side that every browser still paints. */
const longestSide = 8192;

async function painted(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(2, longestSide / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.ceil(width * scale), Math.ceil(height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.convertToBlob({ type: 'image/png' });
}
