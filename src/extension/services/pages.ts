import { Uri, workspace } from 'vscode';

/** The pages of the rules, which come with the extension. */
export class Pages {
  private readonly whys = new Map<string, string>();

  constructor(private readonly extension: Uri) {}

  uri(slug: string): Uri {
    return Uri.joinPath(this.extension, 'docs', 'rules', `${slug}.md`);
  }

  /** Why a rule matters, as Markdown: what its page says under "Why". Read when first asked for. */
  async why(slug: string): Promise<string> {
    let why = this.whys.get(slug);
    if (why === undefined) {
      const page = new TextDecoder().decode(await workspace.fs.readFile(this.uri(slug)));
      this.whys.set(slug, (why = whyOf(page)));
    }
    return why;
  }
}

function whyOf(page: string): string {
  const [, why = ''] = /^## Why[^\n]*\n([^]*?)(?=^## |(?![^]))/m.exec(page) ?? [];
  return why.trim();
}
