// The elements that stand on the map. Words from reports go in as text, never as HTML.
import { arc, pie, type PieArcDatum } from 'd3';
import type { Cluster } from './clusters';
import { kLooks } from './palette';
import type { Force, Holding, Row } from './types';
import { count, figure, support, title, unit, when } from './words';

const kSvg = 'http://www.w3.org/2000/svg';
const kOldAccount = 90 * 86_400_000; // milliseconds

function svg<K extends keyof SVGElementTagNameMap>(name: K, attributes: Record<string, string | number>): SVGElementTagNameMap[K] {
  const element = document.createElementNS(kSvg, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

// The list beside the map is the way through the rows by keyboard, so markers are no stops of the Tab key.
function button(className: string, label = ''): HTMLButtonElement {
  const element = document.createElement('button');
  element.className = className;
  element.tabIndex = -1;
  name(element, label);
  return element;
}
function name(element: HTMLElement, label: string): void {
  element.setAttribute('aria-label', label);
  element.title = label;
}

function labelOf(cluster: Cluster, rows: Row[]): string {
  const first = rows[cluster.rows[0]];
  if (cluster.size === 1) return [title(first), first.location, first.event_date].filter(Boolean).join(', ');
  const kinds = kLooks.map((look, at) => ({ name: look.name, n: cluster.byLook[at] })).filter(({ n }) => n > 0);
  const where = cluster.onePlace && first.location ? ` at ${first.location}` : '';
  return `${count(cluster.size, 'row')}${where}: ${kinds.map(({ name, n }) => `${n} ${name}`).join(', ')}`;
}

export function clusterMarker(): HTMLElement {
  return button('marker');
}

// Shows the cluster in a marker that is there already: making it anew would take the browser several times as long.
export function showCluster(element: HTMLElement, cluster: Cluster, rows: Row[], chosen: boolean): void {
  element.classList.toggle('chosen', chosen);
  name(element, labelOf(cluster, rows));
  const radius = cluster.size === 1 ? 11 : Math.min(26, 13 + 2.6 * Math.log2(cluster.size));
  const drawing = svg('svg', { width: radius * 2, height: radius * 2, viewBox: `${-radius} ${-radius} ${radius * 2} ${radius * 2}`, 'aria-hidden': 'true' });
  const only = cluster.byLook.findIndex((n) => n === cluster.size);
  const text = svg('text', { y: 0.5 });
  if (only >= 0) {
    drawing.append(svg('circle', { r: radius - 1, fill: kLooks[only].colour, stroke: '#fff', 'stroke-width': 1.5 }));
    text.setAttribute('fill', kLooks[only].ink);
    text.textContent = cluster.size === 1 ? kLooks[only].letter : shortCount(cluster.size);
  } else {
    const slices = pie<number>().sort(null)(cluster.byLook);
    const ring = arc<PieArcDatum<number>>().innerRadius(radius * 0.62).outerRadius(radius - 0.5);
    drawing.append(svg('circle', { r: radius, fill: '#fff' }));
    slices.forEach((slice, at) => {
      if (slice.value > 0) drawing.append(svg('path', { d: ring(slice) ?? '', fill: kLooks[at].colour, stroke: '#fff', 'stroke-width': 0.75 }));
    });
    text.setAttribute('fill', '#111');
    text.textContent = shortCount(cluster.size);
  }
  drawing.append(text);
  element.replaceChildren(drawing);
}

function shortCount(n: number): string {
  if (n < 1000) return String(n);
  return n < 10_000 ? `${(n / 1000).toFixed(1)}k` : `${Math.round(n / 1000)}k`;
}

export function holdingMarker(holding: Holding, colour: string, asOf: string | undefined): HTMLElement {
  const holder = holding.holder?.name ?? '';
  const from = holding.current.time?.from.slice(0, 10);
  const old = !!asOf && !!from && Date.parse(asOf) - Date.parse(from) > kOldAccount;
  const { claimed } = holding.current;
  const words = [
    `${holding.place.name}: ${holder}`,
    holding.contested ? `contested by ${holding.rivals.map((one) => one.holder?.name ?? 'others').join(', ')}` : holding.current.change,
    `latest account ${when(holding.current)}, ${support(holding.current)}`,
    claimed ? 'only claimed by a party' : '',
  ];
  const element = button(`held${holding.contested ? ' contested' : ''}${old ? ' old' : ''}`, words.filter(Boolean).join('; '));
  element.style.setProperty('--party', colour);
  element.append(`${holding.contested ? '? ' : ''}${holder}${claimed ? ' (claimed)' : ''}`);
  return element;
}

// All forces told of at one place: the first in words, the others in the label.
export function forceMarker(forces: Force[]): HTMLElement {
  const words = (force: Force) => [figure(force.figure), unit(force.unit, force.figure.best)].filter(Boolean).join(' ');
  const long = (force: Force) => [force.actor?.name, words(force), force.role, when(force), support(force)].filter(Boolean).join(', ');
  const element = button('force', `${forces[0].place?.name ?? ''}: ${forces.map(long).join('; ')}`);
  element.append(words(forces[0]) + (forces.length > 1 ? ` +${forces.length - 1}` : ''));
  return element;
}
