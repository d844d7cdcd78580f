import type { CellResult } from '../../model/cellResult';
import type { ResultHostLink } from '../../results/table/hostLink';
import { RowStore } from '../../results/table/rowStore';
import { countText } from '../../results/table/words';
import { firstState, type ViewState } from '../../results/table/viewState';
import { chartStyle } from '../chart/chartStyle';
import { element } from '../dom';
import { ChartPane } from './chartPane';
import { fill, handled } from './controls';
import { failuresBox, headLine, noticesList, statisticsDetails } from './resultHead';
import { resultSheet } from './style';
import { TableView } from './tableView';

export interface ResultViewOptions {
  readonly result: CellResult;
  /** Without it everything that needs the host is left out. */
  readonly link: ResultHostLink | undefined;
  /** `output`: as high as it needs, up to a limit. `page`: fills the element it is in. */
  readonly layout: 'output' | 'page';
  readonly state?: ViewState | undefined;
  readonly onState?: (state: ViewState) => void;
}

interface Face {
  readonly label: string;
  readonly kind: 'chart' | 'table';
  readonly table: number;
}

/** Narrower than that, the detail of a cell stands below the table. */
const NARROW = 460;

let ids = 0;

/** Draws a result into the shadow root of an element, with its own style and without markup or style attributes. */
export class ResultView {
  private readonly root: ShadowRoot;
  private readonly frame: HTMLElement;
  private readonly count = element('span', { class: 'count' });
  private readonly live = element('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  private readonly bar = element('div', { class: 'bar' });
  private readonly tabs = element('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Views of the result' });
  private readonly pane = element('div', { class: 'pane' });
  private readonly observer: ResizeObserver;
  private readonly stores = new Map<number, RowStore>();
  private readonly tables = new Map<number, TableView>();
  private readonly faces: readonly Face[];
  private readonly id = `result-${++ids}`;
  private chart: ChartPane | undefined;
  private current: Face | undefined;
  private state: ViewState;

  constructor(
    private readonly host: HTMLElement,
    private readonly options: ResultViewOptions,
  ) {
    const { result, layout } = options;
    this.state = options.state ?? firstState;
    this.faces = facesOf(result);
    this.root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    this.root.replaceChildren();
    this.root.adoptedStyleSheets = [resultSheet(), chartSheet()];
    this.frame = element('div', { class: `result ${layout}`, lang: 'en', role: 'group', 'aria-label': 'Result' });
    const empty = this.faces.length === 0 ? element('p', { class: 'empty' }, 'The answer has no table.') : undefined;
    const lead = [failuresBox(result.failures), headLine(result, this.count), noticesList(result.notices)];
    fill(this.frame, ...lead, this.bar, this.pane, empty, statisticsDetails(result.statistics), this.live);
    this.root.append(this.frame);
    if (layout === 'output') this.frame.prepend(this.entrance());
    this.frame.addEventListener('keydown', keepToItself);
    host.classList.toggle('page', layout === 'page');
    this.observer = new ResizeObserver(() => host.classList.toggle('narrow', host.clientWidth < NARROW));
    this.observer.observe(host);
    this.makeTabs();
    const first = this.faces.find(({ kind, table }) => kind === this.state.face && table === this.state.table) ?? this.faces[0];
    if (first) this.show(first);
    else this.bar.hidden = true;
  }

  dispose(): void {
    this.observer.disconnect();
    this.chart?.dispose();
    for (const table of this.tables.values()) table.dispose();
    for (const store of this.stores.values()) store.dispose();
    this.tables.clear();
    this.stores.clear();
    this.root.replaceChildren();
    this.root.adoptedStyleSheets = [];
    this.host.replaceChildren();
    this.host.classList.remove('page', 'narrow');
  }

  /** A notebook focuses the first button that it finds in an output, and does not look into shadow roots. */
  private entrance(): HTMLElement {
    const door = element('button', { tabindex: '-1', 'aria-hidden': 'true' });
    door.addEventListener('focus', () => this.focus());
    this.host.replaceChildren(door);
    return element('div', { class: 'unseen' }, element('slot'));
  }

  private focus(): void {
    const { current } = this;
    if (current?.kind === 'chart') this.chart?.focus();
    else if (current) this.tables.get(current.table)?.grid.focusActive();
    else {
      this.frame.tabIndex = -1;
      this.frame.focus();
    }
  }

  private makeTabs(): void {
    if (this.faces.length < 2) return;
    for (const [place, face] of this.faces.entries()) {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.className = 'tab';
      tab.id = `${this.id}-tab-${place}`;
      tab.textContent = face.label;
      tab.setAttribute('role', 'tab');
      tab.setAttribute('aria-controls', `${this.id}-pane`);
      tab.addEventListener('click', () => this.show(face));
      this.tabs.append(tab);
    }
    this.pane.id = `${this.id}-pane`;
    this.pane.setAttribute('role', 'tabpanel');
    this.tabs.addEventListener('keydown', (event) => {
      const at = this.current ? this.faces.indexOf(this.current) : 0;
      const last = this.faces.length - 1;
      const goals: Readonly<Record<string, number>> = {
        ArrowLeft: at === 0 ? last : at - 1,
        ArrowRight: at === last ? 0 : at + 1,
        Home: 0,
        End: last,
      };
      const face = this.faces[goals[event.key] ?? -1];
      if (!face) return;
      this.show(face);
      (this.tabs.children[this.faces.indexOf(face)] as HTMLElement).focus();
      handled(event);
    });
  }

  private show(face: Face): void {
    if (face === this.current) return;
    this.current = face;
    const place = this.faces.indexOf(face);
    for (const [at, tab] of [...this.tabs.children].entries()) {
      tab.setAttribute('aria-selected', String(at === place));
      tab.setAttribute('tabindex', at === place ? '0' : '-1');
    }
    this.pane.setAttribute('aria-labelledby', `${this.id}-tab-${place}`);
    const shown = face.kind === 'chart' ? this.chartPane() : this.tableView(face.table);
    fill(this.bar, this.faces.length > 1 ? this.tabs : undefined, shown.tools);
    fill(this.pane, shown.element);
    this.counted();
    this.keep({ ...this.state, face: face.kind, table: face.table });
  }

  private chartPane(): ChartPane {
    const { result, link } = this.options;
    const render = result.render;
    if (!render) throw new Error('a chart face without a rendering');
    this.chart ??= new ChartPane({ result, render, store: this.store(0), link, announce: (text) => this.announce(text) });
    return this.chart;
  }

  private tableView(place: number): TableView {
    const known = this.tables.get(place);
    if (known) return known;
    const { result, link, layout } = this.options;
    const made = new TableView({
      result,
      table: place,
      store: this.store(place),
      link,
      root: this.root,
      fillsPage: layout === 'page',
      arrangement: this.state.arrangements[place],
      height: this.state.height,
      onHeight: (height) => this.keep({ ...this.state, height }),
      onChange: () => this.tableChanged(place),
      announce: (text) => this.announce(text),
    });
    this.tables.set(place, made);
    return made;
  }

  private store(place: number): RowStore {
    const { result, link } = this.options;
    const known = this.stores.get(place);
    const table = result.tables[place];
    if (known) return known;
    if (!table) throw new RangeError(`no table ${place}`);
    const made = new RowStore({ result: result.id, table: place }, table, link);
    this.stores.set(place, made);
    return made;
  }

  private tableChanged(place: number): void {
    const view = this.tables.get(place);
    if (!view) return;
    this.counted();
    const { arrangement } = view.model;
    if (this.state.arrangements[place] === arrangement) return;
    this.keep({ ...this.state, arrangements: { ...this.state.arrangements, [place]: arrangement } });
  }

  /** The head speaks of the table that is seen, or that the chart was drawn from. */
  private counted(): void {
    const place = this.current?.table ?? 0;
    const table = this.options.result.tables[place];
    if (!table) {
      this.count.textContent = 'no rows';
      return;
    }
    const { total, gone, here } = this.store(place);
    const reachable = gone === undefined ? total : here;
    const text = this.tables.get(place)?.counts ?? countText({ total, reachable, seen: reachable, filtered: false });
    if (this.count.textContent === text) return;
    if (this.count.textContent !== '') this.announce(text);
    this.count.textContent = text;
  }

  private keep(state: ViewState): void {
    this.state = state;
    this.options.onState?.(state);
  }

  private announce(text: string): void {
    this.live.textContent = text;
  }
}

/** The chart first, then the tables; a single table without a chart needs no tabs. */
function facesOf({ tables, render }: CellResult): readonly Face[] {
  const chart: readonly Face[] = render && tables.length > 0 ? [{ label: 'Chart', kind: 'chart', table: 0 }] : [];
  const faces = tables.map(({ name }, table): Face => ({
    label: tables.length === 1 ? 'Table' : name || `Table ${table + 1}`,
    kind: 'table',
    table,
  }));
  return [...chart, ...faces];
}

/** Letters, arrows and Delete would act on the cell of the notebook; what leaves an output or has a modifier is the editor's. */
function keepToItself(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const passes = ctrlKey || metaKey || altKey || /^(Escape|Tab|F\d+)$/.test(key) || (shiftKey && key === 'Enter');
  if (!passes) event.stopPropagation();
}

let chartRules: CSSStyleSheet | undefined;

function chartSheet(): CSSStyleSheet {
  if (!chartRules) {
    chartRules = new CSSStyleSheet();
    chartRules.replaceSync(chartStyle);
  }
  return chartRules;
}
