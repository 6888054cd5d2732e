/** The page inside the editor: it shows what it is sent. */
import './jitless.ts';
import { changed } from '../../core/picture/change.ts';
import { toPage } from '../../core/picture/messages.ts';
import type { FromPage } from '../../core/picture/messages.ts';
import type { Picture } from '../../core/picture/model.ts';
import { App } from './app.ts';
import type { Host } from './host.ts';

interface EditorApi {
  postMessage(message: FromPage): void;
  /** What {@link setState} was given last, also before the page was hidden. */
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const kept = document.getElementById('kept')?.textContent ?? '{}';

/** A file as the text that a message holds. */
const base64 = async (content: Blob): Promise<string> =>
  btoa(Array.from(new Uint8Array(await content.arrayBuffer()), byte => String.fromCharCode(byte)).join(''));

/** How long how it is looked at must stay so to be kept for another panel, in ms. */
const pause = 300;
let keeping: number | undefined;

const host: Host = {
  kept: api.getState() ?? (JSON.parse(kept) as unknown),
  keep: state => {
    api.setState(state);
    clearTimeout(keeping);
    keeping = setTimeout(() => api.postMessage({ type: 'keep', state }), pause);
  },
  open: key => api.postMessage({ type: 'open', key }),
  save: (name, content) =>
    void base64(content).then(text => api.postMessage({ type: 'save', name, content: text })),
};

const root = document.getElementById('app');
if (root) {
  const app = new App(root, host);
  let shown: { readonly number: number; readonly picture: Picture } | undefined;
  const show = (number: number, picture: Picture) => {
    shown = { number, picture };
    app.show(picture);
  };
  addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    // Other scripts of the window may send each other texts.
    if (typeof data !== 'object') return;
    const read = toPage.safeParse(data);
    if (!read.success) {
      shown = undefined;
      app.showNothing('What the editor sent cannot be shown. This is a mistake of iterlog.');
      return;
    }
    const message = read.data;
    if (message.type === 'show') show(message.number, message.picture);
    else if (message.type === 'change') {
      if (shown?.number === message.number - 1) show(message.number, changed(shown.picture, message.change));
      else api.postMessage({ type: 'ready' });
    } else if (message.type === 'select') app.select(message.offset);
    else {
      shown = undefined;
      app.showNothing(message.message);
    }
  });
  api.postMessage({ type: 'ready' });
}
