/** The tab of the progress: is the search getting anywhere? */
import type { Picture } from '../../core/picture/model.ts';
import { Chart } from './chart.ts';
import { chartKey, roleKey } from './chart-key.ts';
import type { Dot } from './chart-model.ts';
import { button } from './controls.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { configsModel, iterationsModel, metricNamed } from './progress-models.ts';
import { fileName, saveCanvas } from './save.ts';
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
    const open = ({ offset }: Dot): void => {
      if (offset !== undefined) host.open?.(offset);
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
    const means = chartKey([
      ['diamond', 'text', 'mean of a config, with its 95 % interval'],
      ['small', 'exploit', 'a sample, coloured by its role'],
    ]);
    const key = el('div', { class: 'chart-key' }, ...means);
    return [
      part('Each iteration', this.roles, this.iterations, () => this.save(this.iterations, 'iterations')),
      part('Each config', key, this.configs, () => this.save(this.configs, 'configs')),
    ];
  }

  private save({ canvas }: Chart, what: string): void {
    if (canvas && this.picture) saveCanvas(this.host, fileName(this.picture.name, what, 'png'), canvas);
  }
}

const part = (title: string, key: HTMLElement, chart: Chart, save: () => void): HTMLElement =>
  el(
    'section',
    { class: 'chart-box' },
    el(
      'div',
      { class: 'chart-head' },
      el('h2', {}, title),
      button('PNG', `Save the chart “${title}” as PNG`, save),
    ),
    key,
    chart.element,
  );
