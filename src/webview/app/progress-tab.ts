/** The tab of the progress: is the search getting anywhere? */
import type { Picture } from '../../core/picture/model.ts';
import { Chart } from './chart.ts';
import { chartFile } from '../chart/file.ts';
import { configKey, roleKey } from '../chart/key.ts';
import type { KeyItem } from '../chart/key.ts';
import type { Dot } from '../chart/model.ts';
import { chartKey } from './chart-key.ts';
import { saveButtons } from './controls.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { configsModel, iterationsModel, metricNamed } from './progress-models.ts';
import { fileName, savePicture } from './save.ts';
import type { PictureKind } from './save.ts';
import { coloursNow } from './theme.ts';
import type { Store } from './state.ts';
import type { Tooltip } from './tooltip.ts';

export class ProgressTab {
  readonly element = el('div', { role: 'tabpanel' });
  readonly iterations: Chart;
  readonly configs: Chart;
  private readonly metric = el('select');
  private readonly roles = el('div', { class: 'chart-key' });
  private picture: Picture | undefined;

  constructor(
    private readonly store: Store,
    private readonly host: Host,
    tooltip: Tooltip,
  ) {
    const open = ({ key }: Dot): void => {
      if (key !== undefined) host.open?.(key);
    };
    this.iterations = new Chart(290, tooltip, { open });
    this.configs = new Chart(290, tooltip, { open });
    this.metric.addEventListener('change', () => {
      store.set({ metric: this.metric.value });
      this.draw();
    });
    this.element.append(
      el(
        'div',
        { class: 'controls' },
        el('label', {}, 'Metric', this.metric),
        el('span', { class: 'quiet' }, 'Drag across a chart to zoom, double-click to see all.'),
      ),
      el('div', { class: 'scroll' }, ...this.parts()),
    );
  }

  show(picture: Picture): void {
    this.picture = picture;
    const { name } = metricNamed(picture, this.store.current.metric);
    this.metric.replaceChildren(...picture.metrics.map(one => el('option', { value: one.name }, one.name)));
    this.metric.value = name;
    this.draw();
  }

  draw(): void {
    const { picture } = this;
    if (!picture) return;
    const metric = metricNamed(picture, this.store.current.metric);
    this.roles.replaceChildren(...chartKey(roleKey(picture, metric.name)));
    this.iterations.show(iterationsModel(picture, metric));
    this.configs.show(configsModel(picture, metric));
  }

  private parts(): HTMLElement[] {
    const key = el('div', { class: 'chart-key' }, ...chartKey(configKey));
    const { iterations, configs } = this;
    return [
      part('Each iteration', this.roles, iterations, kind => this.save(iterations, 'iterations', kind)),
      part('Each config', key, configs, kind => this.save(configs, 'configs', kind)),
    ];
  }

  private async save({ sight }: Chart, what: 'iterations' | 'configs', kind: PictureKind): Promise<void> {
    const { picture } = this;
    if (!sight || !picture) return;
    const { name } = metricNamed(picture, this.store.current.metric);
    const key: readonly KeyItem[] = what === 'iterations' ? roleKey(picture, name) : configKey;
    const title = `${picture.name}: ${name} of each ${what === 'iterations' ? 'iteration' : 'config'}`;
    const file = chartFile({ title, charts: [sight], columns: 1, key, colours: coloursNow() });
    await savePicture(this.host, fileName(picture.name, what, kind), file, kind);
  }
}

const part = (
  title: string,
  key: HTMLElement,
  chart: Chart,
  save: (kind: PictureKind) => Promise<void>,
): HTMLElement =>
  el(
    'section',
    { class: 'chart-box' },
    el(
      'div',
      { class: 'chart-head' },
      el('h2', {}, title),
      saveButtons('Save the chart', `the chart “${title}”`, kind => void save(kind)),
    ),
    key,
    chart.element,
  );
