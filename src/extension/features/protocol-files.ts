import { Diagnostic, Disposable, languages } from 'vscode';
import type { Range, Uri } from 'vscode';
import type { SeveritySetting } from '../../core/lint/rule.ts';
import { lineStarts, positionAt } from '../../core/text/lines.ts';
import type { ProtocolFile } from '../../core/protocol/file.ts';
import type { Span } from '../../core/text/span.ts';
import { toRange } from '../convert.ts';
import type { Feature, Services } from '../services/index.ts';
import type { ProtocolText } from '../services/protocol-files.ts';
import { severities, source } from './diagnostics.ts';

const slug = 'protocol-file';

/** What is wrong with an `iterlog.yaml`, shown in it, whether or not an editor does. */
export const protocolFiles: Feature = services => {
  const { protocols, logs, settings } = services;
  const shown = new Shown(services);
  return Disposable.from(
    shown,
    protocols.onDidFind(uri => shown.show(uri)),
    protocols.onDidChange(uri => shown.show(uri)),
    logs.onDidLint(({ basis }) => shown.showAsRead(basis.source, basis.file)),
    settings.onDidChange(() => shown.refresh()),
  );
};

class Shown implements Disposable {
  private readonly collection = languages.createDiagnosticCollection(`${source} ${slug}`);
  /** The files as a log read them, which settles the preset that a file without `extends` changes. */
  private readonly readings = new WeakMap<ProtocolText, ProtocolFile>();
  private readonly uris = new Map<string, Uri>();

  constructor(private readonly services: Services) {}

  showAsRead(text: ProtocolText | undefined, file: ProtocolFile | undefined): void {
    if (!text || !file || this.readings.has(text)) return;
    this.readings.set(text, file);
    this.show(text.uri);
  }

  show(uri: Uri): void {
    this.uris.set(uri.toString(), uri);
    const text = this.services.protocols.at(uri);
    const file = text && (this.readings.get(text) ?? text.with(undefined));
    this.collection.set(uri, text && file ? this.diagnostics(text, file) : []);
  }

  refresh(): void {
    for (const uri of this.uris.values()) this.show(uri);
  }

  dispose(): void {
    this.collection.dispose();
  }

  private diagnostics(text: ProtocolText, file: ProtocolFile): Diagnostic[] {
    const { pages, settings } = this.services;
    const severity: SeveritySetting = file.severities[slug] ?? settings.for(text.uri).rules[slug] ?? 'error';
    if (severity === 'off') return [];
    return file.problems.map(({ span, message }) => {
      const diagnostic = new Diagnostic(rangeIn(text.text, span), message, severities[severity]);
      diagnostic.source = source;
      diagnostic.code = { value: slug, target: pages.uri(slug) };
      return diagnostic;
    });
  }
}

function rangeIn(text: string, { start, end }: Span): Range {
  const starts = lineStarts(text);
  return toRange({ start: positionAt(starts, start), end: positionAt(starts, end) });
}
