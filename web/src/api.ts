// Requests to the server that the page came from; there are no others.
import type { Happening, Lists, Page, Report, Row, Situation } from './types';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

const kTokenKey = 'sitrep-token';
const kRowsAPage = 10_000;

// Which picture is asked for; '' stands for the server's own choice.
export interface Asked {
  as_of: string;
  known_by: string;
  rule: string; // which value stands where accounts differ
}

export function rememberToken(token: string): void {
  sessionStorage.setItem(kTokenKey, token);
}

function query(asked: Asked, more: [string, string][] = []): string {
  const parameters = new URLSearchParams(more);
  for (const name of ['as_of', 'known_by', 'rule'] as const) if (asked[name]) parameters.set(name, asked[name]);
  const text = parameters.toString();
  return text ? `?${text}` : '';
}

async function request(path: string, signal?: AbortSignal): Promise<Response> {
  const token = sessionStorage.getItem(kTokenKey);
  const response = await fetch(path, {
    signal,
    headers: token ? { Authorization: `Bearer ${token}` } : {},
  });
  if (response.ok) return response;
  let message = response.statusText;
  try {
    message = (await response.json()).error.message;
  } catch {
    // The answer is not the server's own; its status says enough.
  }
  throw new ApiError(response.status, message);
}

async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request(path, signal)).json();
}

export function situation(asked: Asked, signal?: AbortSignal): Promise<Situation> {
  return get(`/api/situation${query(asked)}`, signal);
}

// All rows, page by page, the next of which is on its way while one is read; `progress` is told how many of how many are there.
export async function rows(asked: Asked, signal: AbortSignal, progress: (done: number, total: number) => void): Promise<Row[]> {
  const page = (after: number) => request(`/api/records${query(asked, [['after', String(after)], ['limit', String(kRowsAPage)]])}`, signal);
  const { rows: all, total }: Page = await (await page(0)).json();
  progress(all.length, total);
  let at = all.length;
  for (let coming = at < total ? page(at) : null; coming; ) {
    const answer: Response = await coming;
    at += kRowsAPage;
    coming = at < total ? page(at) : null;
    const { rows }: Page = await answer.json();
    for (const row of rows) all.push(row);
    progress(all.length, total);
  }
  return all;
}

export function list<K extends keyof Lists>(name: K, asked: Asked): Promise<Lists[K]> {
  return get(`/api/${name}${query(asked)}`);
}

export function happening(id: string, asked: Asked): Promise<Happening> {
  return get(`/api/events/${id}${query(asked)}`);
}

export function report(document: string): Promise<Report> {
  return get(`/api/documents/${document}`);
}

// Saves what the server gives as a file. A link would carry no token.
export async function download(path: string, filter: [string, string][], asked: Asked, name: string): Promise<void> {
  const bytes = await (await request(path + query(asked, filter))).blob();
  const link = document.createElement('a');
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
