/** The tab of the parameters: what each config has shown, and which values nobody has tried. */
import type { Picture, PictureParameter } from '../../core/picture/model.ts';
import { decimals } from '../../core/samples/wording.ts';
import { chartFile } from '../chart/file.ts';
import { Chart } from './chart.ts';
import { roleKey, roleMarkers } from '../chart/key.ts';
import type { KeyItem } from '../chart/key.ts';
import type { ChartModel, Dot } from '../chart/model.ts';
import { ConfigTable } from './config-table.ts';
import { chartKey } from './chart-key.ts';
import { saveButtons } from './controls.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { aboutEntry, sorted } from './progress-models.ts';
import { fileName, savePicture } from './save.ts';
import type { PictureKind } from './save.ts';
import type { Store } from './state.ts';
import { coloursNow } from './theme.ts';
import type { Tooltip } from './tooltip.ts';

export class ParametersTab {
  readonly element = el('div', { role: 'tabpanel' });
  private readonly table: ConfigTable;
  private readonly title = el('h2');
  private readonly charts = el('div', { class: 'small-charts' });
  private readonly key = el('div', { class: 'chart-key' });
  private readonly byName = new Map<string, Chart>();
  private picture: Picture | undefined;

  constructor(
    store: Store,
    private readonly host: Host,
    private readonly tooltip: Tooltip,
  ) {
    this.table = new ConfigTable(store, host);
    const save = (kind: PictureKind) => void this.save(kind);
    const head = el(
      'div',
      { class: 'chart-head' },
      this.title,
      saveButtons('Save the charts', 'the charts of the parameters', save),
    );
    const hint = el(
      'p',
      { class: 'quiet' },
      'Grey columns are values that nobody tried; * is the value of the baseline.',
    );
    this.element.append(
      el(
        'div',
        { class: 'scroll' },
        this.table.element,
        el('section', { class: 'chart-box' }, head, this.key, hint, this.charts),
      ),
    );
  }

  show(picture: Picture): void {
    this.picture = picture;
    this.table.show(picture);
    this.title.textContent = `${picture.reward} by value`;
    this.key.replaceChildren(...chartKey(rolesShown(picture)));
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

  /** All of them in one picture. */
  private async save(kind: PictureKind): Promise<void> {
    const { picture } = this;
    if (!picture) return;
    const charts = picture.parameters.flatMap(({ name }) => this.chartOf(name).sight ?? []);
    const title = `${picture.name}: ${picture.reward} by value; grey: never tried, *: the baseline`;
    const key = rolesShown(picture);
    const file = chartFile({ title, charts, columns: 3, key, colours: coloursNow() });
    await savePicture(this.host, fileName(picture.name, 'parameters', kind), file, kind);
  }

  private chartOf(name: string): Chart {
    const open = ({ key }: Dot): void => {
      if (key !== undefined) this.host.open?.(key);
    };
    let chart = this.byName.get(name);
    if (!chart) this.byName.set(name, (chart = new Chart(190, this.tooltip, { open })));
    return chart;
  }
}

/** Only scored runs are samples. */
const rolesShown = (picture: Picture): KeyItem[] =>
  roleKey(picture, picture.reward).filter(([marker]) => marker !== 'cross');

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
          about: () => [[name, text], [picture.reward, decimals(y)], ...aboutEntry(picture, entry)],
          key: entry.key,
        },
      ];
    }),
  );
  const untried = values.filter(({ samples }) => samples.length === 0).map(({ text }) => text);
  const gaps = untried.length > 0 ? ` Never tried: ${untried.join(', ')}.` : '';
  return {
    log: picture.name,
    spoken: `${picture.reward} by ${name}, ${dots.length} samples.${gaps}`,
    dots: sorted(dots),
    intervals: [],
    guides: [],
    borders: [],
    x: [-0.6, values.length - 0.4],
    xLabel: name,
    yLabel: '',
    places: values.map(({ text, isBaseline, samples }) => ({
      text: isBaseline ? `${text}*` : text,
      isEmpty: samples.length === 0,
    })),
  };
}
