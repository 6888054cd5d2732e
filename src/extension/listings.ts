import { Uri } from 'vscode';
import { list, nothing } from './services/files.ts';
import type { Listing } from './services/files.ts';

/** How long a listing serves, in ms: links are asked for after every pause in typing. */
const lifetime = 1000;

interface Known {
  readonly listing: Promise<Listing>;
  readonly since: number;
}

/** What folders hold, each listed once in a while. */
export class Listings {
  private readonly known = new Map<string, Known>();

  /** What a folder holds that is named by its path from another one; VS Code would log a warning for one that is not there. */
  async below(top: Uri, path: string): Promise<Listing> {
    if (path === '') return this.of(top);
    const at = path.lastIndexOf('/');
    const { folders } = await this.below(top, path.slice(0, Math.max(at, 0)));
    return folders.includes(path.slice(at + 1)) ? this.of(Uri.joinPath(top, path)) : nothing;
  }

  private of(folder: Uri): Promise<Listing> {
    const now = performance.now();
    for (const [key, { since }] of this.known) if (now - since > lifetime) this.known.delete(key);
    const key = folder.toString();
    let known = this.known.get(key);
    if (!known) this.known.set(key, (known = { listing: list(folder), since: now }));
    return known.listing;
  }
}
