/** The whole page: what it is about, and a tab for each way to look at it. */
import type { Picture } from '../../core/picture/model.ts';
import { counted } from '../../core/text/counted.ts';
import { el } from './element.ts';
import type { Host } from './host.ts';
import { ParametersTab } from './parameters-tab.ts';
import { ProgressTab } from './progress-tab.ts';
import { Store, tabs } from './state.ts';
import { onThemeChange } from './theme.ts';
import { Tooltip } from './tooltip.ts';
import { TreeTab } from './tree-tab.ts';

type TabName = (typeof tabs)[number];
const titles: Readonly<Record<TabName, string>> = {
  tree: 'Tree',
  progress: 'Progress',
  parameters: 'Parameters',
};

export class App {
  readonly tree: TreeTab;
  readonly progress: ProgressTab;
  readonly parameters: ParametersTab;
  private readonly store: Store;
  private readonly name = el('h1');
  private readonly about = el('span', { class: 'about' });
  private readonly remarks = el('ul', { class: 'remarks' });
  private readonly list: HTMLElement;
  private readonly buttons: readonly HTMLButtonElement[];
  private readonly tooltip = new Tooltip();
  private picture: Picture | undefined;
  /** The tabs that show the newest picture. */
  private readonly drawn = new Set<TabName>();

  constructor(root: HTMLElement, host: Host) {
    this.store = new Store(host);
    const { tooltip } = this;
    this.tree = new TreeTab(this.store, host, tooltip);
    this.progress = new ProgressTab(this.store, host, tooltip);
    this.parameters = new ParametersTab(this.store, host, tooltip);
    this.buttons = tabs.map(tab => this.tabButton(tab));
    const list = el('div', { role: 'tablist', 'aria-label': 'Pictures' }, ...this.buttons);
    this.list = list;
    list.addEventListener('keydown', event => this.onTabKey(event));
    const panels = tabs.map(tab => this[tab].element);
    for (const [i, panel] of panels.entries()) {
      panel.id = `panel-${tabs[i] ?? ''}`;
      panel.setAttribute('aria-labelledby', `tab-${tabs[i] ?? ''}`);
    }
    const head = el('header', {}, this.name, this.about);
    root.replaceChildren(el('main', { class: 'app' }, head, this.remarks, list, ...panels));
    this.choose(this.store.current.tab);
    onThemeChange(() => this.redraw());
  }

  show(picture: Picture): void {
    if (this.store.turnTo(picture.name)) this.tooltip.hide();
    const isFirst = !this.picture;
    this.picture = picture;
    this.name.textContent = picture.name;
    this.about.textContent = aboutText(picture);
    const remarks = [...picture.remarks, picture.noProposal ?? []].flat();
    this.remarks.replaceChildren(...remarks.map(remark => el('li', {}, remark)));
    this.remarks.hidden = remarks.length === 0;
    if (isFirst) this.choose(this.store.current.tab);
    this.redraw();
  }

  /** Says why there is no log to show. */
  showNothing(message: string): void {
    this.picture = undefined;
    this.drawn.clear();
    this.tooltip.hide();
    this.list.hidden = true;
    for (const tab of tabs) this[tab].element.hidden = true;
    this.name.textContent = 'iterlog';
    this.about.textContent = '';
    this.remarks.replaceChildren(el('li', {}, message));
    this.remarks.hidden = false;
  }

  /** Marks the entry that begins at a place of the log. */
  select(offset: number): void {
    const entry = this.picture?.entries.find(one => one.offset === offset);
    if (entry && entry.key !== this.store.current.selected) this.tree.select(entry.key, true);
  }

  private redraw(): void {
    this.drawn.clear();
    this.draw(this.store.current.tab);
  }

  /** What nobody looks at is drawn when somebody does. */
  private draw(tab: TabName): void {
    if (!this.picture || this.drawn.has(tab)) return;
    this.drawn.add(tab);
    this[tab].show(this.picture);
  }

  private choose(chosen: TabName): void {
    this.store.set({ tab: chosen });
    this.list.hidden = !this.picture;
    for (const [i, tab] of tabs.entries()) {
      const isChosen = tab === chosen;
      this[tab].element.hidden = !isChosen || !this.picture;
      this.buttons[i]?.setAttribute('aria-selected', String(isChosen));
      this.buttons[i]?.setAttribute('tabindex', isChosen ? '0' : '-1');
    }
    this.draw(chosen);
    if (chosen === 'tree') this.tree.revealLate();
  }

  private tabButton(tab: TabName): HTMLButtonElement {
    const made = el(
      'button',
      { type: 'button', role: 'tab', id: `tab-${tab}`, 'aria-controls': `panel-${tab}` },
      titles[tab],
    );
    made.addEventListener('click', () => this.choose(tab));
    return made;
  }

  private onTabKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const at = (tabs.indexOf(this.store.current.tab) + step + tabs.length) % tabs.length;
    const next = tabs[at];
    if (next) this.choose(next);
    this.buttons[at]?.focus();
    event.preventDefault();
  }
}

function aboutText({ protocol, reward, entries, configs, last }: Picture): string {
  const crashed = entries.filter(({ outcome }) => outcome === 'crashed').length;
  return [
    reward === '' ? protocol : `${protocol}, reward ${reward}`,
    `${counted(entries.length, 'iteration')}${last > 0 ? `, the last is ${last}` : ''}`,
    counted(configs.length, 'config'),
    ...(crashed > 0 ? [`${crashed} crashed`] : []),
  ].join(' · ');
}
