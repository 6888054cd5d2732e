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

/** How often at most how it is looked at is kept for another panel, in ms. */
const pause = 300;
let last: unknown;
let keeping: number | undefined;

/** At once, and while it goes on changing, now and then. */
function keep(state: unknown): void {
  last = state;
  if (keeping !== undefined) return;
  api.postMessage({ type: 'keep', state });
  keeping = setTimeout(() => {
    keeping = undefined;
    if (last !== state) keep(last);
  }, pause);
}

const host: Host = {
  kept: api.getState() ?? (JSON.parse(kept) as unknown),
  keep: state => {
    api.setState(state);
    keep(state);
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
