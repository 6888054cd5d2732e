import plot from 'uplot/dist/uPlot.min.css';
import page from './page.css';
import theme from './theme.css';
import tree from './tree.css';
import { darkColours, lightColours, withColours } from './colours.ts';
import type { Colours } from './colours.ts';

/** What a picture of the tree needs to stand in a file of its own: plain colours, which every program reads. */
export const treeStyle = (colours: Colours): string => withColours(tree, colours);

/** The same for whatever ground the file is looked at on. */
export const treeStyles = (): string =>
  `${treeStyle(lightColours)}@media (prefers-color-scheme: dark) {\n${treeStyle(darkColours)}}\n`;

/** What the whole page needs. */
export const pageStyle = `${plot}${theme}${tree}${page}`;
