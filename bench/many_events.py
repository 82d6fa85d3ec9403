#!/usr/bin/env python3
"""bench/many_events.py SITREP DB [REPORTS]: a database of made-up reports, ten events each, to load the page and the server with.

The reports are not read by sitrep: their JSON is written as `sitrep read` would, at random but always the same, at 600
places on three continents.
"""

import json
import random
import sqlite3
import subprocess
import sys
import tempfile

TYPES = [("ASSAULT", "Battles", "Armed clash", "clashed"), ("ASSAULT", "Explosions/Remote violence", "Air/drone strike", "struck"),
         ("ASSAULT", "Violence against civilians", "Attack", "attacked"), ("PROTEST", "Protests", "Peaceful protest", "rallied"),
         ("PROTEST", "Riots", "Mob violence", "rioted"), ("MOBILIZE", "Strategic developments", "Change to group/activity", "moved"),
         ("CONSULT", "Other", "", "met")]
PARTIES = [(f"{adjective} {noun}", code) for adjective in ("Northern", "Southern", "Eastern", "Western", "United", "Free", "Popular")
           for noun, code in (("Army", "XXX MIL"), ("Front", "XXX REB"), ("Police", "XXX COP"), ("Union", "XXX CVL"))]
CENTRES = [(36.3, 43.1, "IRQ"), (12.6, 30.2, "SDN"), (4.6, -74.1, "COL")]


def places(chance):
    return [(f"Town {n}", lat + chance.gauss(0, 2.5), lon + chance.gauss(0, 3), country)
            for n in range(600) for lat, lon, country in [CENTRES[n % 3]]]


def report(number, towns, chance):
    day = f"{2014 + chance.randrange(4)}-{1 + chance.randrange(12):02}-{1 + chance.randrange(28):02}"
    text, entities, found, times, claims = "", [], [], [], []
    for n in range(10):
        kind, event, sub_event, verb = chance.choice(TYPES)
        name, lat, lon, country = chance.choice(towns)
        begin = len(text)

        def words(part):
            nonlocal text
            span = {"begin": len(text), "end": len(text) + len(part)}
            text += part
            return span

        def party():
            title, code = chance.choice(PARTIES)
            span = words(title)
            entities.append({"id": f"e{len(entities) + 1}", "kind": "organisation", "name": title,
                             "mentions": [{**span, "form": "name"}], "actor": {"name": title, "code": code}})
            return {"entity": entities[-1]["id"], **span}

        actor = party()
        words(" ")
        trigger = words(verb)
        words(" ")
        recipient = party()
        words(" in ")
        place = {**words(name), "name": name, "id": f"made:{name[5:]}", "lat": round(lat, 4), "lon": round(lon, 4), "country": country,
                 "admin1": "Made-up Province", "feature": "city", "radius_km": 5.0, "confidence": 0.9}
        found.append(place)
        words(f", report {number} says. ")
        claims.append({"id": f"c{n + 1}", "kind": "event", "type": kind, "acled": {"event": event, "sub_event": sub_event},
                       "trigger": [trigger["begin"], trigger["end"]], "actors": [actor], "recipients": [recipient], "place": place,
                       "status": "occurred", "evidence": [[begin, len(text) - 1]], "confidence": round(chance.uniform(0.4, 1), 2),
                       "salience": 0.5, "why": "made up"})
    return {"schema": "sitrep/report/1", "id": f"made-{number}", "text": text,
            "meta": {"publisher": f"Agency {number % 40}", "published": day, "published_from": "metadata", "language": "en"},
            "blocks": [{"kind": "paragraph", "begin": 0, "end": len(text)}], "sentences": [], "entities": entities, "times": times,
            "places": found, "quantities": [], "statements": [], "claims": claims}


def main():
    sitrep, path, count = sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as empty:
        empty.write("Nothing happened.")
        empty.flush()
        subprocess.run([sitrep, "add", "--db", path, empty.name], check=True)
    chance = random.Random(8)
    towns = places(chance)
    with sqlite3.connect(path) as database:
        for number in range(count):
            made = report(number, towns, chance)
            row = database.execute("INSERT INTO document (hash, name, publisher, published, published_from) VALUES (?, ?, ?, ?, 'metadata')",
                                   (f"{number:016x}", made["id"], made["meta"]["publisher"], made["meta"]["published"])).lastrowid
            database.execute("INSERT INTO report (document, json) VALUES (?, ?)", (row, json.dumps(made)))
    database.close()


if __name__ == "__main__":
    main()
