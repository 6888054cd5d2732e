import { Uri } from 'vscode';
import { compareWithParent } from '../../core/exploration/compare.ts';
import { explorationOf } from '../../core/exploration/exploration.ts';
import type { Feature, Services } from '../services/index.ts';
import { virtualTexts } from './virtual-texts.ts';

const scheme = 'iterlog-config';

/** One side of a comparison of an iteration with its parent. */
interface Side {
  readonly log: Uri;
  readonly id: number;
  readonly side: 'parent' | 'own';
}

/** A read-only document with a config, which follows its log. It ends like YAML, as which its lines read. */
export const configUri = ({ log, id, side }: Side, name: string): Uri =>
  Uri.from({ scheme, path: `/${name}.yaml`, query: JSON.stringify({ log: log.toString(), id, side }) });

export const configTexts: Feature = services =>
  virtualTexts(services, {
    scheme,
    doing: 'writing out a config',
    textOf: uri => textOf(services, uri),
    logOf: uri => sideOf(uri)?.log,
    follow: changed => services.logs.onDidLint(({ uri }) => changed(uri)),
  });

async function textOf({ logs }: Services, uri: Uri): Promise<string> {
  const wanted = sideOf(uri);
  const result = wanted && (await logs.resultOf(wanted.log));
  return (result && compareWithParent(explorationOf(result), wanted.id)?.[wanted.side].text) ?? '';
}

/** The query comes back from VS Code, which may have kept it over a restart; so it is checked. */
function sideOf({ query }: Uri): Side | undefined {
  try {
    const { log, id, side } = JSON.parse(query) as Partial<Record<string, unknown>>;
    if (typeof log !== 'string' || typeof id !== 'number' || (side !== 'parent' && side !== 'own'))
      return undefined;
    return { log: Uri.parse(log, true), id, side };
  } catch {
    return undefined;
  }
}
