/** The table of configs: sorted by any column, with the columns that the user wants. */
import type { Picture } from '../../core/picture/model.ts';
import { decimals } from '../../core/samples/wording.ts';
import { button, check, group } from './controls.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { fileName, saveText } from './save.ts';
import type { Store } from './state.ts';
import { columnsOf, intervalText, sortedRows } from './table-columns.ts';
import type { Column, Datum, Row } from './table-columns.ts';
import { csvOf, markdownOf } from './table-text.ts';

export class ConfigTable {
  readonly element = el('section', { class: 'tables chart-box' });
  private readonly chooser = el('div');
  private readonly head = el('thead');
  private readonly body = el('tbody');
  private picture: Picture | undefined;
  private columns: readonly Column[] = [];

  constructor(
    private readonly store: Store,
    private readonly host: Host,
  ) {
    const label = 'Table of configs';
    const columns = el('details', { class: 'columns' }, el('summary', {}, 'Columns'), this.chooser);
    columns.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') columns.open = false;
    });
    addEventListener('pointerdown', ({ target }) => {
      if (target instanceof Node && !columns.contains(target)) columns.open = false;
    });
    this.element.append(
      el('h2', {}, 'Configs'),
      el(
        'div',
        { class: 'controls' },
        columns,
        group(
          'Save the table',
          button('CSV', 'Save the table as CSV', () => this.save('csv')),
          button('Markdown', 'Save the table as Markdown', () => this.save('md')),
        ),
      ),
      el(
        'div',
        { class: 'table-scroll', tabindex: 0, role: 'region', 'aria-label': label },
        el('table', { 'aria-label': label }, this.head, this.body),
      ),
    );
  }

  show(picture: Picture): void {
    this.picture = picture;
    this.columns = columnsOf(picture);
    this.chooser.replaceChildren(
      ...this.columns.map(column => {
        const box = check(column.title, isOn => this.choose(column, isOn));
        box.set(!this.isHidden(column));
        return box.element;
      }),
    );
    this.draw();
  }

  private get shown(): readonly Column[] {
    return this.columns.filter(column => !this.isHidden(column));
  }

  private isHidden({ id, isOptional = false }: Column): boolean {
    return this.store.current.hidden?.includes(id) ?? isOptional;
  }

  private choose(column: Column, isOn: boolean): void {
    // What was hidden of another log stays so.
    const optional = this.columns.filter(({ isOptional }) => isOptional).map(({ id }) => id);
    const hidden = new Set(this.store.current.hidden ?? optional);
    if (isOn) hidden.delete(column.id);
    else hidden.add(column.id);
    this.store.set({ hidden: [...hidden] });
    this.draw();
  }

  private get rows(): readonly Row[] {
    const rows = (this.picture?.configs ?? []).map((config, i) => ({ config, rank: i + 1 }));
    const { sort } = this.store.current;
    const column = this.columns.find(({ id }) => id === sort?.column);
    return column && sort ? sortedRows(rows, column, sort.isDown) : rows;
  }

  private draw(): void {
    const focused = document.activeElement?.getAttribute('data-column');
    this.head.replaceChildren(el('tr', {}, ...this.shown.map(column => this.header(column))));
    const cells = (texts: readonly string[]) =>
      texts.map((text, i) => el('td', { class: this.shown[i]?.kind }, text));
    const reference = this.referenceCells();
    this.body.replaceChildren(
      ...(reference ? [el('tr', { class: 'reference' }, ...cells(reference))] : []),
      ...this.rows.map(row =>
        el('tr', {}, ...cells(this.shown.map(({ shown, text }) => (shown ?? text)(row)))),
      ),
    );
    if (focused) this.head.querySelector<HTMLElement>(`[data-column="${CSS.escape(focused)}"]`)?.focus();
  }

  private header({ id, title, kind }: Column): HTMLElement {
    const { sort } = this.store.current;
    const isSorted = sort?.column === id;
    const arrow = isSorted ? (sort.isDown ? ' ▾' : ' ▴') : '';
    const sorter = button(`${title}${arrow}`, undefined, () => {
      this.store.set({ sort: { column: id, isDown: isSorted && !sort.isDown } });
      this.draw();
    });
    sorter.setAttribute('data-column', id);
    const order = isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined;
    return el(
      'th',
      { scope: 'col', class: kind === 'number' ? 'number' : undefined, 'aria-sort': order },
      sorter,
    );
  }

  /** The baseline's own samples, which were taken elsewhere. */
  private referenceCells(): string[] | undefined {
    const { reference, reward = '' } = this.picture ?? {};
    const summary = reference?.metrics[reward];
    if (!reference || !summary) return undefined;
    const texts: Readonly<Record<string, string>> = {
      rank: '–',
      nodes: reference.name,
      config: reference.name,
      count: String(summary.n),
      mean: decimals(summary.mean),
      std: decimals(summary.std),
      interval: intervalText(summary),
      status: 'reference',
    };
    return this.shown.map(({ id }) => texts[id] ?? '–');
  }

  /** For other programs: numbers as they are, and nothing where there is nothing. */
  private data(): (string | number)[][] {
    const data = this.shown.flatMap((column): readonly Datum[] => column.data ?? [column]);
    const reference = this.referenceData();
    return [
      data.map(({ title }) => title),
      ...(reference ? [data.map(({ title }) => reference[title] ?? '')] : []),
      ...this.rows.map(row => data.map(({ value }) => value(row) ?? '')),
    ];
  }

  private referenceData(): Readonly<Record<string, string | number | undefined>> | undefined {
    const { reference, reward = '' } = this.picture ?? {};
    const summary = reference?.metrics[reward];
    if (!reference || !summary) return undefined;
    const { n, mean, std, interval: [low, high] = [] } = summary;
    const own = { Nodes: reference.name, n, [`mean ${reward}`]: mean, std, verdict: 'reference' };
    return { ...own, 'interval low': low, 'interval high': high };
  }

  private save(kind: 'csv' | 'md'): void {
    const { picture, shown } = this;
    if (!picture) return;
    const reference = this.referenceCells();
    const texts = [
      shown.map(({ title }) => title),
      ...(reference ? [reference] : []),
      ...this.rows.map(row => shown.map(column => column.text(row))),
    ];
    const name = fileName(picture.name, 'configs', kind);
    if (kind === 'csv') saveText(this.host, name, csvOf(this.data()), 'text/csv');
    else saveText(this.host, name, markdownOf(texts), 'text/markdown');
  }
}
