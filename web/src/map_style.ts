// The map below the events: countries of Natural Earth (world-atlas) and city names, drawn from files of the server; or tiles.
import type { StyleSpecification } from 'maplibre-gl';

export const kFont = ['system-ui, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif'];

const kColours = {
  light: { sea: '#cfdde6', land: '#f4f1ea', shade: '#ebe6da', border: '#a39a86', coast: '#7f95a3', country: '#6d6552', city: '#3b4148', halo: '#f7f4ed', dot: '#7a746a' },
  dark: { sea: '#0e161d', land: '#222b33', shade: '#283139', border: '#55616d', coast: '#3f5261', country: '#93a0ad', city: '#c3ccd4', halo: '#1b232a', dot: '#7d8a96' },
};

export function styleOf(dark: boolean, tiles: string | undefined): StyleSpecification {
  const c = dark ? kColours.dark : kColours.light;
  const geojson = (data: GeoJSON.GeoJSON | string) => ({ type: 'geojson' as const, data, tolerance: 0.75 });
  const file = (name: string) => geojson(new URL(`/assets/${name}.json`, location.href).href);
  const style: StyleSpecification = {
    version: 8,
    sources: {
      countries: file('countries'),
      borders: file('borders'),
      coasts: file('coasts'),
      labels: file('labels'),
      cities: file('cities'),
      radius: geojson({ type: 'FeatureCollection', features: [] }),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': c.sea } },
      { id: 'land', type: 'fill', source: 'countries', paint: { 'fill-color': ['case', ['==', ['%', ['get', 'shade'], 2], 0], c.land, c.shade], 'fill-antialias': false } },
      { id: 'coast', type: 'line', source: 'coasts', paint: { 'line-color': c.coast, 'line-width': 0.6 } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': c.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 2, 0.6, 7, 1.6], 'line-dasharray': [4, 2] } },
      { id: 'radius', type: 'fill', source: 'radius', paint: { 'fill-color': dark ? '#f2a541' : '#12344d', 'fill-opacity': 0.12 } },
      { id: 'radius-edge', type: 'line', source: 'radius', paint: { 'line-color': dark ? '#f2a541' : '#12344d', 'line-width': 1.5, 'line-dasharray': [2, 2] } },
      {
        id: 'country-names',
        type: 'symbol',
        source: 'labels',
        maxzoom: 7,
        layout: { 'text-field': ['get', 'name'], 'text-font': kFont, 'text-size': ['interpolate', ['linear'], ['zoom'], 1, 10, 6, 16], 'text-letter-spacing': 0.12, 'text-transform': 'uppercase', 'text-max-width': 7, 'symbol-sort-key': ['-', 0, ['get', 'size']] },
        paint: { 'text-color': c.country, 'text-halo-color': c.halo, 'text-halo-width': 1.2, 'text-opacity': 0.85 },
      },
      {
        id: 'city-names',
        type: 'symbol',
        source: 'cities',
        minzoom: 3.5,
        filter: ['>=', ['get', 'people'], ['step', ['zoom'], 3_000_000, 4.5, 1_000_000, 5.5, 300_000, 6.5, 100_000, 7.5, 30_000]],
        layout: { 'text-field': ['concat', '• ', ['get', 'name']], 'text-font': kFont, 'text-size': ['interpolate', ['linear'], ['zoom'], 4, 10.5, 9, 14], 'text-anchor': 'left', 'symbol-sort-key': ['-', 0, ['get', 'people']], 'text-padding': 4 },
        paint: { 'text-color': c.city, 'text-halo-color': c.halo, 'text-halo-width': 1.2 },
      },
    ],
  };
  if (tiles) {
    style.sources.tiles = { type: 'raster', tiles: [tiles], tileSize: 256 };
    style.layers.splice(1, 3, { id: 'tiles', type: 'raster', source: 'tiles' });
    style.layers = style.layers.filter((layer) => layer.type !== 'symbol');
  }
  return style;
}
