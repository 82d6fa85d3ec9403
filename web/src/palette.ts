// Types and parties by colour and letter. The colours are those of Okabe and Ito, which people with a colour-vision
// deficiency can tell apart; the letter says the same without any colour.

export interface Look {
  name: string;
  colour: string;
  letter: string;
  ink: string; // of the letter on the colour: contrast of at least 4.5
}

const kDark = '#111111';
const kLight = '#ffffff';

export const kLooks: Look[] = [
  { name: 'Battles', colour: '#b3420a', letter: 'B', ink: kLight },
  { name: 'Explosions/Remote violence', colour: '#e69f00', letter: 'X', ink: kDark },
  { name: 'Violence against civilians', colour: '#8f2d6b', letter: 'V', ink: kLight },
  { name: 'Protests', colour: '#56b4e9', letter: 'P', ink: kDark },
  { name: 'Riots', colour: '#f0e442', letter: 'R', ink: kDark },
  { name: 'Strategic developments', colour: '#00785a', letter: 'S', ink: kLight },
  { name: 'Other', colour: '#6b7785', letter: 'O', ink: kLight },
];
const kOther = kLooks.length - 1;
const kByName = new Map(kLooks.map((look, at) => [look.name, at]));

export function lookIndex(type: string | undefined): number {
  return kByName.get(type ?? '') ?? kOther;
}
export function lookOf(type: string | undefined): Look {
  return kLooks[lookIndex(type)];
}

const kParties = ['#0b5c9e', '#b3420a', '#00785a', '#8f2d6b', '#7a5c00', '#3b3f8f', '#5a6472', '#0f7f8c'];

// The parties in an order that does not change get colours in turn.
export function partyColours(names: string[]): Map<string, string> {
  const unique = [...new Set(names)].sort();
  return new Map(unique.map((name, at) => [name, kParties[at % kParties.length]]));
}
