import type { Uri } from 'vscode';
import { filesIn } from './services/files.ts';

/** How long a listing serves, in ms: links are asked for after every pause in typing. */
const lifetime = 1000;

interface Listing {
  readonly names: Promise<ReadonlySet<string>>;
  readonly since: number;
}

/** The names of the files in folders, each listed once in a while. */
export class Listings {
  private readonly known = new Map<string, Listing>();

  of(folder: Uri): Promise<ReadonlySet<string>> {
    const now = performance.now();
    for (const [key, { since }] of this.known) if (now - since > lifetime) this.known.delete(key);
    const key = folder.toString();
    let listing = this.known.get(key);
    if (!listing) {
      const names = filesIn(folder).then(files => new Set(files));
      this.known.set(key, (listing = { names, since: now }));
    }
    return listing.names;
  }
}
