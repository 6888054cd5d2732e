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
}

declare function acquireVsCodeApi(): EditorApi;

const api = acquireVsCodeApi();
const kept = document.getElementById('kept')?.textContent ?? '{}';

/** A file as the text that a message holds. */
const base64 = async (content: Blob): Promise<string> =>
  btoa(Array.from(new Uint8Array(await content.arrayBuffer()), byte => String.fromCharCode(byte)).join(''));

const host: Host = {
  kept: JSON.parse(kept) as unknown,
  keep: state => api.postMessage({ type: 'keep', state }),
  open: offset => api.postMessage({ type: 'open', offset }),
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
    const read = toPage.safeParse(data);
    if (!read.success) return;
    const message = read.data;
    if (message.type === 'show') show(message.number, message.picture);
    else if (message.type === 'change') {
      if (shown?.number === message.number - 1) show(message.number, changed(shown.picture, message.change));
      else api.postMessage({ type: 'ready' });
    } else if (message.type === 'select') app.select(message.offset);
    else app.showNothing(message.message);
  });
  api.postMessage({ type: 'ready' });
}
