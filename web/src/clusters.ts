// Groups points that would lie over each other on the screen, by type: a grid of cells first, then each of the largest cells
// takes in its neighbours that are too near.
import { lookIndex, kLooks } from './palette';
import type { Table } from './filter';

export interface Cluster {
  key: string; // the same while the same cell leads
  x: number; // Web Mercator, 0 to 1
  y: number;
  rows: number[]; // indices; for a large cluster the first few only
  size: number;
  byLook: number[];
  onePlace: boolean; // all at the same point
}

const kRowsKept = 50;

export interface Frame {
  west: number; // Web Mercator, 0 to 1
  east: number;
  north: number;
  south: number;
  pixels: number; // of the whole world's width
}

export function cluster(table: Table, visible: Uint32Array, looks: Uint8Array, frame: Frame, apart: number): Cluster[] {
  const side = apart / frame.pixels;
  const cells = new Map<number, Cluster & { column: number; line: number }>();
  for (const row of visible) {
    const x = table.x[row];
    const y = table.y[row];
    if (!(x >= frame.west && x <= frame.east && y >= frame.north && y <= frame.south)) continue;
    const column = Math.floor(x / side);
    const line = Math.floor(y / side);
    const key = column * 0x4000000 + line;
    let cell = cells.get(key);
    if (!cell) {
      cell = { key: `${key}`, x, y, rows: [], size: 0, byLook: new Array(kLooks.length).fill(0), onePlace: true, column, line };
      cells.set(key, cell);
    }
    if (cell.onePlace && (cell.x !== x || cell.y !== y)) cell.onePlace = false;
    if (cell.rows.length < kRowsKept) cell.rows.push(row);
    cell.size += 1;
    cell.byLook[looks[row]] += 1;
    cell.x += (x - cell.x) / cell.size;
    cell.y += (y - cell.y) / cell.size;
  }
  const order = [...cells.values()].sort((a, b) => b.size - a.size || (a.key < b.key ? -1 : 1));
  const taken = new Set<number>();
  const out: Cluster[] = [];
  for (const cell of order) {
    const key = cell.column * 0x4000000 + cell.line;
    if (taken.has(key)) continue;
    taken.add(key);
    for (let column = cell.column - 1; column <= cell.column + 1; ++column) {
      for (let line = cell.line - 1; line <= cell.line + 1; ++line) {
        const other = cells.get(column * 0x4000000 + line);
        if (!other || taken.has(column * 0x4000000 + line)) continue;
        if (Math.hypot(other.x - cell.x, other.y - cell.y) >= side) continue;
        taken.add(column * 0x4000000 + line);
        absorb(cell, other);
      }
    }
    out.push(cell);
  }
  return out;
}

function absorb(cluster: Cluster, other: Cluster): void {
  cluster.onePlace &&= other.onePlace && cluster.x === other.x && cluster.y === other.y;
  const size = cluster.size + other.size;
  cluster.x += ((other.x - cluster.x) * other.size) / size;
  cluster.y += ((other.y - cluster.y) * other.size) / size;
  cluster.size = size;
  other.byLook.forEach((n, look) => (cluster.byLook[look] += n));
  cluster.rows = [...cluster.rows, ...other.rows].slice(0, kRowsKept);
}

export function looksOf(table: Table): Uint8Array {
  return Uint8Array.from(table.rows, (row) => lookIndex(row.type));
}
