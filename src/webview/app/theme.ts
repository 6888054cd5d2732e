/** The colours of the page as they are now. */

const names = [
  ...['ground', 'text', 'quiet', 'line', 'accent', 'band', 'grid', 'edge'],
  ...['exploit', 'explore', 'robustness', 'moved', 'warn', 'limit'],
] as const;
export type ColourName = (typeof names)[number];

export type Colours = Readonly<Record<ColourName, string>>;

/** Each as a plain colour, whatever it is made from. */
export function coloursNow(): Colours {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  const found = names.map((name): [ColourName, string] => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found) as Record<ColourName, string>;
}

/** A style sheet for a file that is seen elsewhere: with the colours of this page. */
export function themedStyle(style: string, isFixed = true): string {
  if (!isFixed && !hasEditorColours()) return style;
  const own = Object.entries(coloursNow()).map(([name, colour]) => `--${name}: ${colour};`);
  return `${style}:root:root:root:root { ${own.join(' ')} }`;
}

const hasEditorColours = (): boolean =>
  getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background') !== '';

/** Calls back when the colours change: by the system, or by the editor, which changes the body. */
export function onThemeChange(changed: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
  new MutationObserver(changed).observe(document.body, { attributes: true, attributeFilter: ['class'] });
}
