import { span } from '../text/span.ts';
import type { Span } from '../text/span.ts';
import type { Chunk, Marker } from './chunk.ts';

interface Placed {
  readonly chunk: number;
  readonly marker: Marker;
}
const none: readonly Span[] = [];

/**
 * For each chunk the spans of whole lines that lie in code fences or comments. A fence or comment that is never
 * closed hides nothing: one stray mark must not make the rest of the log vanish from the reader's view.
 */
export function opaqueSpans(chunks: readonly Chunk[]): (readonly Span[])[] {
  const markers: Placed[] = [];
  chunks.forEach((chunk, index) => {
    for (const marker of chunk.markers) markers.push({ chunk: index, marker });
  });
  const spans: (readonly Span[])[] = new Array<readonly Span[]>(chunks.length).fill(none);
  const closings = new Closings(markers);
  for (let i = 0; i < markers.length; i++) {
    const open = markers[i];
    const close = open && closings.find(i);
    if (!open || close === undefined) continue;
    mark(chunks, spans, open, markers[close] ?? open);
    i = close;
  }
  return spans;
}

/** Finds what closes a marker, remembering what was never found so that the whole stays linear. */
class Closings {
  private readonly unclosed = new Map<string, number>();
  constructor(private readonly markers: readonly Placed[]) {}

  find(at: number): number | undefined {
    const open = this.markers[at]?.marker;
    if (!open || (open.kind === 'comment' && !open.opens)) return undefined;
    if (open.kind === 'comment' && open.closes) return at;
    const key = open.kind === 'comment' ? 'comment' : open.char;
    const length = open.kind === 'comment' ? 0 : open.length;
    if (length >= (this.unclosed.get(key) ?? Infinity)) return undefined;
    const found = this.markers.findIndex((m, i) => i > at && closes(open, m.marker));
    if (found >= 0) return found;
    this.unclosed.set(key, length);
    return undefined;
  }
}

function closes(open: Marker, marker: Marker): boolean {
  if (open.kind === 'comment') return marker.kind === 'comment' && marker.closes;
  return (
    marker.kind === 'fence' && marker.closes && marker.char === open.char && marker.length >= open.length
  );
}

function mark(chunks: readonly Chunk[], spans: (readonly Span[])[], from: Placed, to: Placed): void {
  for (let index = from.chunk; index <= to.chunk; index++) {
    const chunk = chunks[index];
    if (!chunk) continue;
    const start = index === from.chunk ? (chunk.lineStarts[from.marker.line] ?? 0) : 0;
    const end =
      index === to.chunk ? (chunk.lineStarts[to.marker.line + 1] ?? chunk.text.length) : chunk.text.length;
    spans[index] = [...(spans[index] ?? none), span(start, end)];
  }
}
