/** The colours of the page as they are now. */
import { colourNames } from '../style/colours.ts';
import type { ColourName, Colours } from '../style/colours.ts';

/** Each as a plain colour, whatever it is made from. */
export function coloursNow(): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const found = colourNames.map((name): [ColourName, string] => {
    probe.style.color = `var(--${name})`;
    return [name, plainColour(getComputedStyle(probe).color)];
  });
  probe.remove();
  return Object.fromEntries(found) as Record<ColourName, string>;
}

/** `color(srgb ...)`, as a mixed colour is told, means nothing to programs that draw papers. */
function plainColour(colour: string): string {
  const parts = /^color\(srgb ([\d.e+-]+) ([\d.e+-]+) ([\d.e+-]+)/.exec(colour)?.slice(1) ?? [];
  const bytes = parts.map(part => Math.round(Number(part) * 255));
  return bytes.length === 3 ? `rgb(${bytes.join(', ')})` : colour;
}

/** Calls back when the colours change: by the system, or by the editor, which changes the body. */
export function onThemeChange(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
