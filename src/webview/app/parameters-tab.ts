/** The tab of the parameters: what each config has shown, and which values nobody has tried. */
import type { Picture, PictureParameter } from '../../core/picture/model.ts';
import { decimals } from '../../core/samples/wording.ts';
import { Chart } from './chart.ts';
import { roleMarkers } from './chart-key.ts';
import type { ChartModel, Dot } from './chart-model.ts';
import { ConfigTable } from './config-table.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { aboutEntry, sorted } from './progress-models.ts';
import type { Store } from './state.ts';
import type { Tooltip } from './tooltip.ts';

export class ParametersTab {
  readonly element = el('div', { role: 'tabpanel' });
  private readonly table: ConfigTable;
  private readonly title = el('h2');
  private readonly charts = el('div', { class: 'small-charts' });
  private readonly byName = new Map<string, Chart>();
  private picture: Picture | undefined;

  constructor(
    store: Store,
    private readonly host: Host,
    private readonly tooltip: Tooltip,
  ) {
    this.table = new ConfigTable(store, host);
    const hint = el('p', { class: 'quiet' }, 'Grey columns are values that nobody tried.');
    this.element.append(
      el(
        'div',
        { class: 'scroll' },
        this.table.element,
        el('section', { class: 'chart-box' }, this.title, hint, this.charts),
      ),
    );
  }

  show(picture: Picture): void {
    this.picture = picture;
    this.table.show(picture);
    this.title.textContent = `${picture.reward} by value`;
    const names = new Set(picture.parameters.map(({ name }) => name));
    for (const name of this.byName.keys()) if (!names.has(name)) this.byName.delete(name);
    this.charts.replaceChildren(...picture.parameters.map(({ name }) => this.chartOf(name).element));
    this.draw();
  }

  draw(): void {
    const { picture } = this;
    for (const parameter of picture?.parameters ?? [])
      if (picture) this.chartOf(parameter.name).show(parameterModel(picture, parameter));
  }

  private chartOf(name: string): Chart {
    const open = ({ offset }: Dot): void => {
      if (offset !== undefined) this.host.open?.(offset);
    };
    let chart = this.byName.get(name);
    if (!chart) this.byName.set(name, (chart = new Chart(190, this.tooltip, { open })));
    return chart;
  }
}

/** The samples of each value side by side, in the order of the iterations. */
export function parameterModel(picture: Picture, { name, values }: PictureParameter): ChartModel {
  const byKey = new Map(picture.entries.map(entry => [entry.key, entry]));
  const dots = values.flatMap(({ text, samples }, at) =>
    samples.flatMap((key, i): Dot[] => {
      const entry = byKey.get(key);
      const y = entry?.metrics[picture.reward];
      if (!entry || y === undefined) return [];
      const spread = samples.length > 1 ? (i / (samples.length - 1) - 0.5) * 0.6 : 0;
      return [
        {
          x: at + spread,
          y,
          marker: roleMarkers[entry.role],
          colour: entry.role,
          title: entry.label,
          pairs: [[name, text], [picture.reward, decimals(y)], ...aboutEntry(picture, entry)],
          offset: entry.offset,
        },
      ];
    }),
  );
  const untried = values.filter(({ samples }) => samples.length === 0).map(({ text }) => text);
  const gaps = untried.length > 0 ? ` Never tried: ${untried.join(', ')}.` : '';
  return {
    spoken: `${picture.reward} by ${name}, ${dots.length} samples.${gaps}`,
    dots: sorted(dots),
    intervals: [],
    guides: [],
    borders: [],
    x: [-0.6, values.length - 0.4],
    xLabel: name,
    yLabel: '',
    places: values.map(({ text, samples }) => ({ text, isEmpty: samples.length === 0 })),
  };
}
