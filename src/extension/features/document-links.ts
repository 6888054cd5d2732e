import { DocumentLink, languages, Uri } from 'vscode';
import type { TextDocument } from 'vscode';
import { askLog } from '../ask-log.ts';
import { rangeIn } from '../convert.ts';
import type { Feature, Services } from '../services/index.ts';
import { baseName, parentOf } from '../services/files.ts';
import { logLanguages } from '../services/open-logs.ts';
import { Listings } from '../listings.ts';

/** So many folders are looked into for one log. */
const mostFolders = 32;

/** Links to slot configs, result logs and pictures that are there. */
export const documentLinks: Feature = services => {
  const listings = new Listings();
  return languages.registerDocumentLinkProvider([...logLanguages], {
    provideDocumentLinks: document => {
      if (document.uri.scheme === 'untitled' || !services.logs.open.has(document)) return undefined;
      return services.boundary.settle('finding files', () => linksIn(services, listings, document), []);
    },
  });
};

async function linksIn(
  services: Services,
  listings: Listings,
  document: TextDocument,
): Promise<DocumentLink[]> {
  const { version } = document;
  const folder = parentOf(document.uri);
  const { files: beside } = await listings.below(folder, '');
  const asked = await askLog(services, 'finding file names', document, (language, exploration) => ({
    language,
    places: language.filePlaces(exploration, baseName(document.uri), beside.filter(language.isPicture)),
  }));
  if (!asked) return [];
  const { language, places } = asked;
  const folders = language.foldersOf(places).slice(0, mostFolders);
  const lists = await Promise.all(folders.map(path => listings.below(folder, path)));
  const files = new Map(folders.map((path, i) => [path, new Set(lists[i]?.files)]));
  // After an edit VS Code asks again; the places of the text before mean nothing any more.
  if (document.version !== version) return [];
  return language
    .linksTo(places, files)
    .map(({ span, path }) => new DocumentLink(rangeIn(document, span), Uri.joinPath(folder, path)));
}
