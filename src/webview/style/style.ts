import plot from 'uplot/dist/uPlot.min.css';
import page from './page.css';
import theme from './theme.css';
import tree from './tree.css';

/** What a picture of the tree needs to stand in a file of its own. */
export const treeStyle = `${theme}${tree}`;

/** What the whole page needs. */
export const pageStyle = `${plot}${theme}${tree}${page}`;
