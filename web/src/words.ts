// Values as words for people.
import type { Figure, Row, Told } from './types';

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
}

// "4 reports, 2 independent"
export function support(told: { reports: number; independent: number }): string {
  const reports = count(told.reports, 'report');
  return told.reports > 1 ? `${reports}, ${told.independent} independent` : reports;
}

const kBounds: Record<string, string> = { about: 'about ', at_least: 'at least ', more_than: 'more than ', at_most: 'at most ', less_than: 'fewer than ' };

export function figure({ low, best, high, open, bound }: Figure | Row): string {
  const shown = (n: number) => n.toLocaleString('en');
  if (best === undefined) {
    if (low !== undefined && high !== undefined) return `${shown(low)} to ${shown(high)}`;
    if (low !== undefined) return `at least ${shown(low)}`;
    return high !== undefined ? `at most ${shown(high)}` : 'a number that is not given';
  }
  const range = low !== undefined && high !== undefined && low !== high ? ` (${shown(low)} to ${open ? 'at least ' : ''}${shown(high)})` : '';
  return `${range ? '' : (kBounds[bound ?? ''] ?? '')}${shown(best)}${range}`;
}

const kPlurals: Record<string, string> = { person: 'people', man: 'men', woman: 'women', child: 'children', aircraft: 'aircraft', personnel: 'personnel', percent: 'percent' };

// The unit of a figure, which comes as a lemma: "soldier" of 560 is "soldiers".
export function unit(name: string | undefined, n: number | undefined): string {
  if (!name || n === 1 || !/^[a-z]+$/.test(name) || name.endsWith('s') || name.length < 3) return name ?? '';
  return kPlurals[name] ?? (/[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`);
}

export function dates(row: Row): string {
  if (!row.event_date) return 'no date given';
  const range = row.event_date_end && row.event_date_end !== row.event_date ? ` to ${row.event_date_end}` : '';
  return `${row.event_date}${range}`;
}

export function when(told: Told): string {
  if (!told.time) return 'no date given';
  const from = told.time.from.slice(0, 10);
  const last = new Date(Date.parse(`${told.time.to}Z`) - 60_000).toISOString().slice(0, 10);
  const words = last > from ? `${from} to ${last}` : from;
  return told.time.given ? words : `${words} (day of the report)`;
}

export function place(at: { name: string; admin1?: string; country?: string } | undefined): string {
  if (!at) return '';
  return [at.name, at.admin1 !== at.name ? at.admin1 : '', at.country].filter(Boolean).join(', ');
}

// What a row is about, in a few words.
export function title(row: Row): string {
  switch (row.kind) {
    case 'holding':
      return row.status === 'contested' ? `${row.location ?? 'A place'} contested` : `${row.location ?? 'A place'}: ${row.status}`;
    case 'force':
      return `${figure(row)} ${unit(row.unit, row.best)}`.trim();
    case 'casualties':
      return `${figure(row)} ${row.role || 'casualties'}`;
    default:
      return row.sub_event_type && row.sub_event_type !== 'Other' ? row.sub_event_type : (row.type ?? 'Event');
  }
}

export function parties(row: Row): string {
  return [row.actor1, row.actor2].filter(Boolean).join(' → ');
}
