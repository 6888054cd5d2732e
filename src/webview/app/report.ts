/** A report: the page with its data in it, in any browser. */
import './jitless.ts';
import { pictureSchema } from '../../core/picture/picture-schema.ts';
import { App } from './app.ts';
import { browserHost } from './host.ts';

const root = document.getElementById('app');
const data = document.getElementById('picture')?.textContent;
if (root && data) {
  const read = pictureSchema.safeParse(JSON.parse(data));
  if (read.success) new App(root, browserHost).show(read.data);
  else root.textContent = 'The data of this report are damaged: make it again with iterlog report.';
}
