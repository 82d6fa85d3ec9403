// What the server answers (docs/openapi.json); a field that is not known is left out.

export type Kind = 'event' | 'plan' | 'holding' | 'force' | 'casualties';

export interface Row {
  id: string;
  kind: Kind;
  event_date?: string;
  event_date_end?: string;
  date_given?: boolean;
  event_type?: string;
  sub_event_type?: string;
  plover_type?: string;
  status?: string;
  outcome?: string;
  actor1?: string;
  actor2?: string;
  country?: string;
  admin1?: string;
  location?: string;
  latitude?: number;
  longitude?: number;
  radius_km?: number;
  role?: string;
  low?: number;
  best?: number;
  high?: number;
  open?: boolean;
  bound?: string;
  unit?: string;
  fatalities?: number;
  reports: number;
  independent: number;
  notes: string;
  document: string;
  begin: number;
  end: number;
  type?: string;
  confidence: number;
  disputed: boolean;
  parties: string[];
  publishers: string[];
  sources: number[];
}

export interface Page {
  total: number;
  rows: Row[];
  next?: number;
}

export interface Situation {
  id: string;
  as_of?: string;
  known_by?: string;
  rule: string;
  first?: string;
  last?: string;
  left_out: number;
  undated_left_out: number;
  counts: Record<string, number>;
  tiles?: string;
}

export interface Party {
  name: string;
  code?: string;
}

export interface Place {
  name: string;
  country?: string;
  admin1?: string;
  lat?: number;
  lon?: number;
  radius_km?: number;
}

export interface Time {
  from: string;
  to: string;
  given: boolean;
}

export interface Evidence {
  claim: string;
  report_claim: string;
  status: string;
  source: number;
  document: string;
  begin: number;
  end: number;
  quote: string;
  number?: string;
  attribution?: Party[];
  confidence?: number;
  why?: string;
}

// What every line of a list of the picture has.
export interface Told {
  reports: number;
  independent: number;
  evidence: Evidence[];
  time?: Time;
  place?: Place;
}

export interface Happening extends Told {
  id: string;
  type: string;
  acled_event?: string;
  acled_sub_event?: string;
  status: string;
  actors?: Party[];
  recipients?: Party[];
  outcome?: string;
  outcome_event?: string;
  outcome_evidence?: Evidence[];
}

export interface HoldingVersion extends Told {
  holder?: Party;
  change: string;
  claimed: boolean; // only by those who fight for the place
}

export interface HoldingSpan {
  holder?: Party;
  from?: string;
  until?: string;
  claimed: boolean;
  contested: boolean;
}

export interface Holding {
  place: Place;
  holder?: Party;
  contested: boolean;
  current: HoldingVersion;
  rivals: HoldingVersion[];
  spans: HoldingSpan[];
  history: HoldingVersion[];
}

export interface Figure {
  low?: number;
  best?: number;
  high?: number;
  open?: boolean;
  bound: string;
}

export interface Force extends Told {
  actor?: Party;
  unit?: string;
  role?: string;
  status: string;
  figure: Figure;
  before?: number;
}

export interface Casualties extends Told {
  role?: string;
  who?: Party;
  civilians: boolean;
  figure: Figure;
  event?: string;
}

export interface Said {
  kind: string;
  speaker?: Party;
  reports: number;
  independent: number;
  content: { source: number; document: string; begin: number; end: number; quote: string }[];
}

export interface Disagreement {
  kind: string;
  event?: string;
  about: string; // "How many civilians killed, Mosul, 2017-03-17"
  place?: Place;
  casualties?: number;
  force?: number;
  sides: { value: string; reports: number; independent: number; evidence: Evidence[] }[];
}

// Lines of the ledger, as indices into the forces, that do not add up.
export interface Warning {
  earlier: number;
  later: number;
  increments: number[];
  least: number;
  most?: number;
}

// A word of a source that takes a side.
export interface Loaded {
  claim: string;
  source: number;
  document: string;
  quote: string;
  neutral: string;
  kind: string;
}

export interface Story {
  id: string;
  reports: number;
  independent: number;
  documents: string[];
}

export interface Wording {
  name: string;
  words: { words: string; sources: number[] }[];
}

export interface Source {
  number: number;
  document: string;
  publisher?: string;
  title?: string;
  url?: string;
  published?: string;
  copy_of?: string;
}

export interface Lists {
  holdings: Holding[];
  forces: Force[];
  casualties: Casualties[];
  plans: Happening[];
  disagreements: Disagreement[];
  statements: Said[];
  wordings: Wording[];
  warnings: Warning[];
  loaded: Loaded[];
  stories: Story[];
  sources: Source[];
}

// A report as `sitrep read` prints it; only what the page shows of it.
export interface ReportClaim {
  id: string;
  trigger?: [number, number];
  actors?: { begin: number; end: number }[];
  recipients?: { begin: number; end: number }[];
  place?: { begin: number; end: number };
  time?: { begin: number; end: number };
  numbers?: { begin: number; end: number }[];
  attribution?: { begin: number; end: number }[];
  evidence: [number, number][];
}

export interface Report {
  text: string;
  meta: { title?: string; publisher?: string; url?: string; published?: string; published_from?: string };
  claims?: ReportClaim[];
}
