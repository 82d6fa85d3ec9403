// Which rows are shown: the same rules as the server's (sitrep/server/filter.h), over columns of numbers so that 100,000 rows
// take milliseconds.
//
//     rows --Table--> type  |0 3 0 1 ...   day |17000 17002 ...   parties |0 4|2|... with their offsets
//     choices --select--> the indices of the rows that pass, ascending
import type { Row } from './types';

export const kLists = ['kind', 'type', 'party', 'place', 'status', 'source'] as const;
export type ListName = (typeof kLists)[number];

export interface Filter {
  kind: string[];
  type: string[];
  party: string[];
  place: string[];
  status: string[];
  source: string[];
  q: string;
  from: string;
  to: string;
  confidence: number; // 0: any
  bbox: [number, number, number, number] | null; // west, south, east, north
  disputed: boolean;
}

export function emptyFilter(): Filter {
  return { kind: [], type: [], party: [], place: [], status: [], source: [], q: '', from: '', to: '', confidence: 0, bbox: null, disputed: false };
}

// The filter as parameters of an address, for this page and for the server alike.
export function toParameters(filter: Filter): [string, string][] {
  const out: [string, string][] = [];
  for (const name of kLists) for (const value of filter[name]) out.push([name, value]);
  if (filter.q) out.push(['q', filter.q]);
  if (filter.from) out.push(['from', filter.from]);
  if (filter.to) out.push(['to', filter.to]);
  if (filter.confidence > 0) out.push(['confidence', String(filter.confidence)]);
  if (filter.bbox) out.push(['bbox', filter.bbox.join(',')]);
  if (filter.disputed) out.push(['disputed', '1']);
  return out;
}

export function fromParameters(parameters: URLSearchParams): Filter {
  const filter = emptyFilter();
  for (const name of kLists) filter[name] = parameters.getAll(name);
  filter.q = parameters.get('q') ?? '';
  filter.from = dayOr(parameters.get('from'));
  filter.to = dayOr(parameters.get('to'));
  const confidence = Number(parameters.get('confidence'));
  filter.confidence = confidence > 0 && confidence <= 1 ? confidence : 0;
  const box = (parameters.get('bbox') ?? '').split(',').map(Number);
  if (box.length === 4 && box.every(Number.isFinite)) filter.bbox = box as [number, number, number, number];
  filter.disputed = parameters.get('disputed') === '1';
  return filter;
}

export function dayOr(text: string | null, otherwise = ''): string {
  return text && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : otherwise;
}

// Values and their numbers, in the order in which they were met.
class Dictionary {
  readonly values: string[] = [];
  private readonly numbers = new Map<string, number>();

  number(value: string): number {
    let number = this.numbers.get(value);
    if (number === undefined) {
      number = this.values.length;
      this.numbers.set(value, number);
      this.values.push(value);
    }
    return number;
  }
  // By number, whether the value is wanted.
  mask(wanted: string[]): Uint8Array {
    const mask = new Uint8Array(this.values.length);
    for (const value of wanted) {
      const number = this.numbers.get(value);
      if (number !== undefined) mask[number] = 1;
    }
    return mask;
  }
}

interface Column {
  readonly dictionary: Dictionary;
  any(row: number, mask: Uint8Array): boolean; // has it a value that is wanted?
  count(row: number, counts: Uint32Array): void;
}

// A column with one value a row, or none.
class OneColumn implements Column {
  readonly dictionary = new Dictionary();
  private readonly values: Int32Array;

  constructor(rows: Row[], of: (row: Row) => string | undefined) {
    this.values = Int32Array.from(rows, (row) => {
      const value = of(row);
      return value ? this.dictionary.number(value) : -1;
    });
  }
  any(row: number, mask: Uint8Array): boolean {
    const value = this.values[row];
    return value >= 0 && mask[value] === 1;
  }
  count(row: number, counts: Uint32Array): void {
    const value = this.values[row];
    if (value >= 0) ++counts[value];
  }
}

// A column with several values a row.
class ManyColumn implements Column {
  readonly dictionary = new Dictionary();
  private readonly starts: Uint32Array;
  private readonly values: Uint32Array;

  constructor(rows: Row[], of: (row: Row) => string[]) {
    this.starts = new Uint32Array(rows.length + 1);
    const values: number[] = [];
    rows.forEach((row, at) => {
      for (const value of of(row)) if (value) values.push(this.dictionary.number(value));
      this.starts[at + 1] = values.length;
    });
    this.values = Uint32Array.from(values);
  }
  any(row: number, mask: Uint8Array): boolean {
    for (let at = this.starts[row]; at < this.starts[row + 1]; ++at) if (mask[this.values[at]]) return true;
    return false;
  }
  count(row: number, counts: Uint32Array): void {
    for (let at = this.starts[row]; at < this.starts[row + 1]; ++at) ++counts[this.values[at]];
  }
}

const kMillisecondsADay = 86_400_000;
export const kNoDay = -0x80000000;

export function dayNumber(text: string | undefined): number {
  return text ? Math.round(Date.parse(text) / kMillisecondsADay) : kNoDay;
}
export function isoDay(day: number): string {
  return new Date(day * kMillisecondsADay).toISOString().slice(0, 10);
}

export interface Choice {
  value: string;
  rows: number;
}

// Rows are indices, ascending.
export interface Selection {
  visible: Uint32Array; // what passes
  anyDate: Uint32Array; // what passes but for its date
  choices: Record<ListName, Choice[]>; // what a list can choose from, and how many rows of what the rest leaves have it; most first
}

export class Table {
  readonly first: Int32Array; // days since 1970; kNoDay where there is none
  readonly last: Int32Array;
  readonly x: Float64Array; // Web Mercator, 0 to 1; NaN where there is no place
  readonly y: Float64Array;
  readonly lists: Record<ListName, Column>;
  // What a selection is gathered in: 100,000 rows of new memory a choice would keep the collector busy.
  private readonly found: Uint32Array;
  private readonly foundAnyDate: Uint32Array;
  private texts: string[] | null = null;

  constructor(readonly rows: Row[]) {
    this.first = Int32Array.from(rows, (row) => dayNumber(row.event_date));
    this.last = Int32Array.from(rows, (row) => dayNumber(row.event_date_end));
    this.x = Float64Array.from(rows, (row) => (row.longitude === undefined ? NaN : (row.longitude + 180) / 360));
    this.y = Float64Array.from(rows, (row) => (row.latitude === undefined ? NaN : mercatorY(row.latitude)));
    this.lists = {
      kind: new OneColumn(rows, (row) => row.kind),
      type: new OneColumn(rows, (row) => row.type),
      party: new ManyColumn(rows, (row) => row.parties),
      place: new ManyColumn(rows, (row) => [...new Set([row.location ?? '', row.admin1 ?? '', row.country ?? ''])]),
      status: new OneColumn(rows, (row) => row.status),
      source: new ManyColumn(rows, (row) => row.publishers),
    };
    this.found = new Uint32Array(rows.length);
    this.foundAnyDate = new Uint32Array(rows.length);
  }

  private text(row: number): string {
    this.texts ??= this.rows.map((r) =>
      [r.type, r.sub_event_type, r.location, r.admin1, ...r.parties, ...r.publishers, r.notes].join('\n').toLowerCase(),
    );
    return this.texts[row];
  }

  // All that the page needs of a filter, in one pass: a row that fails by one thing alone is what could be had by letting go of it.
  select(wanted: Filter): Selection {
    const filter = { ...wanted }; // what it holds may be watched, and reading that row by row is slow
    const masks = kLists.map((name) => (filter[name].length > 0 ? this.lists[name].dictionary.mask(filter[name]) : null));
    const columns = kLists.map((name) => this.lists[name]);
    const counts = columns.map((column) => new Uint32Array(column.dictionary.values.length));
    const words = filter.q.toLowerCase().split(' ').filter(Boolean);
    const from = filter.from ? dayNumber(filter.from) : null;
    const to = filter.to ? dayNumber(filter.to) : null;
    const dated = from !== null || to !== null;
    const { found: visible, foundAnyDate: anyDate } = this;
    let size = 0;
    let anyDateSize = 0;
    for (let row = 0; row < this.rows.length; ++row) {
      if (filter.disputed && !this.rows[row].disputed) continue;
      if (filter.confidence > 0 && this.rows[row].confidence < filter.confidence) continue;
      let fails = 0;
      let failed = 0; // the last list that it fails by
      for (let list = 0; list < columns.length; ++list) {
        const mask = masks[list];
        if (mask && !columns[list].any(row, mask)) {
          failed = list;
          if (++fails > 1) break;
        }
      }
      if (fails > 1) continue;
      if (filter.bbox && !inBox(this.rows[row], filter.bbox)) continue;
      if (words.length > 0 && !words.every((word) => this.text(row).includes(word))) continue;
      const inTime = !dated || (this.first[row] !== kNoDay && (from === null || this.last[row] >= from) && (to === null || this.first[row] <= to));
      if (fails === 0) anyDate[anyDateSize++] = row;
      if (!inTime) continue;
      if (fails === 1) {
        columns[failed].count(row, counts[failed]);
        continue;
      }
      visible[size++] = row;
      for (let list = 0; list < columns.length; ++list) columns[list].count(row, counts[list]);
    }
    const choices = Object.fromEntries(kLists.map((name, list) => [name, this.choices(name, filter, counts[list])])) as Selection['choices'];
    return { visible: visible.slice(0, size), anyDate: anyDate.slice(0, anyDateSize), choices };
  }

  private choices(name: ListName, filter: Filter, counts: Uint32Array): Choice[] {
    const wanted = new Set(filter[name]);
    return this.lists[name].dictionary.values
      .map((value, at) => ({ value, rows: counts[at] }))
      .filter(({ value, rows }) => rows > 0 || wanted.has(value))
      .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  }
}

function inBox(row: Row, [west, south, east, north]: [number, number, number, number]): boolean {
  const { longitude: lon, latitude: lat } = row;
  if (lon === undefined || lat === undefined || lat < south || lat > north) return false;
  return west <= east ? west <= lon && lon <= east : west <= lon || lon <= east;
}

export function mercatorY(latitude: number): number {
  const radians = (Math.max(-85.05, Math.min(85.05, latitude)) * Math.PI) / 180;
  return (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2;
}
