/** The colours that pictures are drawn with, by the names of the page's variables. */
export const colourNames = [
  ...['ground', 'text', 'quiet', 'line', 'accent', 'band', 'grid', 'edge'],
  ...['exploit', 'explore', 'robustness', 'moved', 'warn', 'limit'],
] as const;
export type ColourName = (typeof colourNames)[number];

/** Each as a plain colour that every program reads. */
export type Colours = Readonly<Record<ColourName, string>>;

/** Those of a page outside the editor, as `theme.css` has them. */
export const lightColours: Colours = {
  ground: '#ffffff',
  text: '#1f2328',
  quiet: '#57606a',
  line: '#c4cad1',
  accent: '#0b5cad',
  band: '#f6f6f6',
  grid: '#e0e0e1',
  edge: '#6e7781',
  exploit: '#005f99',
  explore: '#b34700',
  robustness: '#00694f',
  moved: '#a3007a',
  warn: '#8a5a00',
  limit: '#b3261e',
};

export const darkColours: Colours = {
  ground: '#1b1e23',
  text: '#e6e8eb',
  quiet: '#a3abb5',
  line: '#474e58',
  accent: '#6cb6ff',
  band: '#23262b',
  grid: '#373a3f',
  edge: '#8b949e',
  exploit: '#62b7f0',
  explore: '#f2a33a',
  robustness: '#2ec79b',
  moved: '#f08fce',
  warn: '#e8c24a',
  limit: '#ff8a80',
};

/** A style sheet without variables, for programs that know none. */
export const withColours = (style: string, colours: Colours): string =>
  style.replace(/var\(--([a-z]+)\)/g, (whole, name: string) =>
    Object.hasOwn(colours, name) ? colours[name as ColourName] : whole,
  );
