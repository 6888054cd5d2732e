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

export const svgElement = (one: Shape): SVGElement => elementOf(one, svgSpace) as SVGElement;

function elementOf({ tag, attributes, children }: Shape, parentSpace: string | null): Element {
  const element = document.createElementNS(tag === 'svg' ? svgSpace : parentSpace, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  for (const child of children) element.append(nodeOf(child, element));
  return element;
}

const nodeOf = (child: Shape | string, parent: Element): Node | string =>
  typeof child === 'string' ? child : elementOf(child, parent.namespaceURI);

/**
 * Makes an element that shows one picture show the next one, and changes only what differs: making thousands of elements
 * anew takes longer than a person waits.
 */
export function patch(element: Element, was: Shape, is: Shape): void {
  if (was === is) return;
  for (const name of Object.keys(was.attributes))
    if (is.attributes[name] === undefined) element.removeAttribute(name);
  for (const [name, value] of Object.entries(is.attributes))
    if (was.attributes[name] !== value) element.setAttribute(name, String(value));
  patchChildren(element, was.children, is.children);
}

/** @param element has a node for each of the children that it was made from, and no other. */
export function patchChildren(element: Element, was: Shape['children'], is: Shape['children']): void {
  let node = element.firstChild;
  for (const [i, child] of is.entries()) {
    const old = was[i];
    const next = node?.nextSibling ?? null;
    if (!node) element.append(nodeOf(child, element));
    else if (typeof child === 'string') {
      if (child !== old) node.replaceWith(child);
    } else if (node instanceof Element && typeof old === 'object' && old.tag === child.tag)
      patch(node, old, child);
    else node.replaceWith(nodeOf(child, element));
    node = next;
  }
  while (node) {
    const next = node.nextSibling;
    node.remove();
    node = next;
  }
}

/** Pairs of a name and a value; those without a value are left out. */
export function facts(pairs: readonly (readonly [name: string, value: string])[]): HTMLDListElement {
  const shown = pairs.filter(([, value]) => value !== '');
  return el('dl', {}, ...shown.flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, value)]));
}
