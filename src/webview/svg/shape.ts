/** A piece of a page as data, of SVG mostly: the same picture becomes elements, or the text of a file. */
export interface Shape {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** Attributes that are undefined are left out. */
export function shape(tag: string, attributes: Attributes = {}, children: Shape['children'] = []): Shape {
  return { tag, attributes: isComplete(attributes) ? attributes : given(attributes), children };
}

function isComplete(attributes: Attributes): attributes is Shape['attributes'] {
  for (const name in attributes) if (attributes[name] === undefined) return false;
  return true;
}

const given = (attributes: Attributes): Shape['attributes'] =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

/** Texts may come from a log: nothing in them is read as markup. */
export const escaped = (text: string): string =>
  text
    // What XML has no way to write.
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

export function svgText({ tag, attributes, children }: Shape): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  const inner = children.map(child => (typeof child === 'string' ? escaped(child) : svgText(child)));
  return inner.length > 0
    ? `<${tag}${given.join('')}>${inner.join('')}</${tag}>`
    : `<${tag}${given.join('')}/>`;
}

/** About what a text of 11 pixels takes, in pixels. */
export const textWidth = (text: string): number => text.length * 6.3;

/** A number as SVG needs it: a tenth of a pixel is enough. */
export const px = (value: number): number => Math.round(value * 10) / 10;
