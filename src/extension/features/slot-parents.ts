import { Uri } from 'vscode';
import type { Feature, Services } from '../services/index.ts';
import { virtualTexts } from './virtual-texts.ts';

const scheme = 'iterlog-parent';

/** The slot config whose parent's config is shown. */
interface Place {
  readonly log: Uri;
  readonly slot: number;
}

/** A read-only document: a slot config as its parent's run had it, where the loop kept no config of that run. */
export const parentUri = (config: Uri, log: Uri, slot: number): Uri =>
  Uri.from({ scheme, path: config.path, query: JSON.stringify({ log: log.toString(), slot }) });

export const slotParents: Feature = services =>
  virtualTexts(services, {
    scheme,
    doing: 'writing out a config',
    textOf: uri => textOf(services, uri),
    logOf: uri => placeIn(uri)?.log,
    follow: changed => services.slots.onDidLint(({ log }) => changed(log)),
  });

async function textOf({ explorations }: Services, uri: Uri): Promise<string> {
  const place = placeIn(uri);
  if (!place) return '';
  const { batch, files } = await explorations.read(place.log);
  const { context } = batch.readConfigs(files, files.protocol);
  const parent = batch.parentOf(place.slot, context);
  const own = files.slots.find(({ slot }) => slot === place.slot);
  return own && parent ? batch.configAs(own.text, parent.valueOf, files) : '';
}

/** The query comes back from VS Code, which may have kept it over a restart; so it is checked. */
function placeIn({ query }: Uri): Place | undefined {
  try {
    const { log, slot } = JSON.parse(query) as Partial<Record<string, unknown>>;
    return typeof log === 'string' && typeof slot === 'number'
      ? { log: Uri.parse(log, true), slot }
      : undefined;
  } catch {
    return undefined;
  }
}
