/** Elements of the page, made without ever reading a text as markup. */
import type { Shape } from '../svg/shape.ts';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** A truth value gives an attribute without a value, or none. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

const svgSpace = 'http://www.w3.org/2000/svg';

export function svgElement({ tag, attributes, children }: Shape): SVGElement {
  const element = document.createElementNS(svgSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  for (const child of children) element.append(typeof child === 'string' ? child : svgElement(child));
  return element;
}

/** Pairs of a name and a value; those without a value are left out. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): HTMLDListElement {
  const shown = pairs.filter(([, value]) => value !== '');
  return el('dl', {}, ...shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}
