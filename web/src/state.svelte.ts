// What the page shows: the clocks and the rule, the filter, the rows that pass, the one that is chosen. All of it but the rows lives in the
// address, so that a view can be shared.
import * as api from './api';
import { dayOr, emptyFilter, fromParameters, Table, toParameters, type Filter, type ListName, type Selection } from './filter';
import type { Lists, Row, Situation } from './types';

export const kTabs = ['list', 'holdings', 'forces', 'casualties', 'plans', 'disagreements', 'statements', 'sources'] as const;
export type Tab = (typeof kTabs)[number];

const kLayers = ['events', 'holdings', 'forces'] as const;
export type Layer = (typeof kLayers)[number];

function startingFilter(parameters: URLSearchParams): Filter {
  const filter = fromParameters(parameters);
  // A first visit shows what happened; the other kinds are a click away.
  if ([...parameters.keys()].length === 0) filter.kind = ['event'];
  return filter;
}

// How a value is chosen where accounts differ; the first is the server's own way.
export const kRules = ['most-sources', 'most-recent', 'lowest', 'highest', 'ucdp'] as const;

class View {
  asked = $state<api.Asked>({ as_of: '', known_by: '', rule: '' });
  filter = $state<Filter>(emptyFilter());
  tab = $state<Tab>('list');
  layers = $state<Layer[]>([...kLayers]);
  chosen = $state<string>(''); // id of a row
  camera = $state<[number, number, number] | null>(null); // zoom, latitude, longitude

  situation = $state.raw<Situation | null>(null);
  table = $state.raw<Table>(new Table([]));
  progress = $state<{ done: number; total: number } | null>(null);
  error = $state('');
  tokenWanted = $state(false);
  newer = $state(false); // the database has more than what is shown

  selection = $derived<Selection>(this.table.select(this.filter));
  visible = $derived<Uint32Array>(this.selection.visible);
  chosenRow = $derived<Row | undefined>(this.chosen ? this.table.rows.find((row) => row.id === this.chosen) : undefined);

  private loading: AbortController | null = null;
  private lists = new Map<keyof Lists, Promise<Lists[keyof Lists]>>();
  private version = $state(0); // of the lists

  constructor() {
    this.readAddress();
    addEventListener('popstate', () => {
      const before = JSON.stringify(this.asked);
      this.readAddress();
      if (JSON.stringify(this.asked) !== before) void this.load();
    });
  }

  private readAddress(): void {
    const parameters = new URLSearchParams(location.search);
    const rule = parameters.get('rule') ?? '';
    this.asked = {
      as_of: dayOr(parameters.get('as_of')),
      known_by: dayOr(parameters.get('known_by')),
      rule: kRules.slice(1).includes(rule as never) ? rule : '',
    };
    this.filter = startingFilter(parameters);
    const tab = parameters.get('tab') as Tab | null;
    this.tab = tab && kTabs.includes(tab) ? tab : 'list';
    const layers = parameters.get('layers');
    this.layers = layers === null ? [...kLayers] : kLayers.filter((layer) => layers.split(',').includes(layer));
    this.chosen = parameters.get('chosen') ?? '';
    const camera = (parameters.get('map') ?? '').split('/').map(Number);
    this.camera = camera.length === 3 && camera.every(Number.isFinite) ? (camera as [number, number, number]) : null;
  }

  // The address of what is shown now.
  get address(): string {
    const parameters = new URLSearchParams(toParameters(this.filter));
    for (const name of ['as_of', 'known_by', 'rule'] as const) if (this.asked[name]) parameters.set(name, this.asked[name]);
    if (this.tab !== 'list') parameters.set('tab', this.tab);
    if (this.layers.length < kLayers.length) parameters.set('layers', this.layers.join(','));
    if (this.chosen) parameters.set('chosen', this.chosen);
    if (this.camera) parameters.set('map', this.camera.join('/'));
    const text = parameters.toString();
    // Without anything it would be the address of a first visit.
    return text ? `?${text}` : '?all';
  }

  async load(): Promise<void> {
    this.loading?.abort();
    const loading = (this.loading = new AbortController());
    const asked = { ...this.asked };
    this.error = '';
    this.newer = false;
    this.progress = { done: 0, total: 0 };
    try {
      const [situation, rows] = await Promise.all([
        api.situation(asked, loading.signal),
        api.rows(asked, loading.signal, (done, total) => {
          if (!loading.signal.aborted) this.progress = { done, total };
        }),
      ]);
      if (loading.signal.aborted) return;
      this.lists.clear();
      this.situation = situation;
      this.table = new Table(rows);
      this.version += 1;
      this.progress = null;
    } catch (error) {
      if (loading.signal.aborted) return;
      this.progress = null;
      this.tokenWanted = error instanceof api.ApiError && error.status === 401;
      this.error = this.tokenWanted ? '' : `The server does not answer: ${(error as Error).message}`;
    }
  }

  // A list of the picture that is shown; asked for once.
  list<K extends keyof Lists>(name: K): Promise<Lists[K]> {
    void this.version;
    let found = this.lists.get(name);
    if (!found) {
      found = api.list(name, { ...this.asked });
      this.lists.set(name, found);
    }
    return found as Promise<Lists[K]>;
  }

  async lookForNewer(): Promise<void> {
    if (!this.situation || this.progress) return;
    const shown = this.situation.id;
    try {
      const now = await api.situation({ ...this.asked });
      if (this.situation?.id === shown) this.newer = now.id !== shown;
    } catch {
      // The next look may succeed; what is shown stays true of its day.
    }
  }

  ask(name: keyof api.Asked, value: string): void {
    if (this.asked[name] === value) return;
    this.asked[name] = value;
    void this.load();
  }

  toggle(name: ListName, value: string): void {
    const list = this.filter[name];
    this.filter[name] = list.includes(value) ? list.filter((other) => other !== value) : [...list, value];
  }

  choose(id: string): void {
    this.chosen = id;
  }

  // Up and down through the list.
  step(by: number): void {
    if (this.visible.length === 0) return;
    const rows = this.table.rows;
    const at = this.visible.findIndex((row) => rows[row].id === this.chosen);
    const next = at < 0 ? (by > 0 ? 0 : this.visible.length - 1) : Math.max(0, Math.min(this.visible.length - 1, at + by));
    this.chosen = rows[this.visible[next]].id;
  }

  clear(): void {
    this.filter = emptyFilter();
  }
}

export const view = new View();
