#!/usr/bin/env python3
"""A second, independent reading of the draw protocol mingchou/1, from its text alone; standard library only.

  verify.py RECORD.json                             prints `verified`, or the differences and exits 1
  verify.py draw MANIFEST.json NONCE LABEL=VALUE…   prints the outcome as canonical JSON; a refusal exits 1
"""
import hashlib, json, sys, unicodedata

class Refused(Exception):
    """There is no such draw, value or substitution."""

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()

def clean(text):
    value = unicodedata.normalize("NFKC", text).strip()  # strip() takes U+001C to U+001F for white space, Unicode not
    return "" if any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in value) or set(text) & set("\x1c\x1d\x1e\x1f") else value

def make_seed(commitment, nonce, contributions):
    given = "".join("%s=%s\n" % (c["label"], c["value"]) for c in contributions)
    return sha("mingchou/1\n%s\n%s\n%s" % (commitment, nonce, given))

class Draw:
    """Sections 5 to 8 for one manifest and one seed."""
    def __init__(self, manifest, seed):
        self.m, self.seed, self.groups = manifest, seed, manifest["matching"]["teams"]
        self.stratum = {b["key"]: b["stratum"] for b in manifest["businesses"]}
        self.recused = {tuple(r) for r in manifest["recusals"]}
        self.sample()
        self.teams = self.joint() if self.groups else self.per_business()
        self.outcome = {"businesses": self.businesses, "officers": self.officers, "teams": self.teams}
    def ticket(self, *parts):
        return sha("\n".join((self.seed,) + parts))

    def sample(self):
        self.businesses, self.reserve, self.officers, self.spare = [], {}, {}, {}
        by = lambda b: self.ticket("business", b)
        for s in self.m["strata"]:
            keys = sorted((b["key"] for b in self.m["businesses"] if b["stratum"] == s["label"]), key=by)
            self.businesses += keys[: s["sample"]]
            self.reserve[s["label"]] = keys[s["sample"]:]
        self.businesses.sort(key=by)
        for d in self.m["departments"]:
            keys = (o["key"] for o in self.m["officers"] if o["department"] == d["name"])
            keys = sorted(keys, key=lambda o: self.ticket("officer", o))
            n = self.groups * d["per_team"] if self.groups else d["draw"] if d["draw"] is not None else len(keys)
            self.officers[d["name"]], self.spare[d["name"]] = keys[:n], keys[n:]
            if n > len(keys):
                raise Refused("%s: %d officers wanted, %d listed" % (d["name"], n, len(keys)))

    def applies(self, department, business):
        return department["strata"] is None or self.stratum[business] in department["strata"]
    def barred(self, department, officer, businesses):
        return any(self.applies(department, b) and (officer, b) in self.recused for b in businesses)

    def fillable(self, needs, may, room):
        """Whether each i can have needs[i] different ones of may[i] within room: one augmenting path a place."""
        has = [set() for _ in needs]

        def augment(i, seen):
            for x in may[i]:
                if x not in has[i] and x not in seen:
                    seen.add(x)
                    holders = [j for j in range(len(has)) if x in has[j]]
                    giver = next((j for j in holders if augment(j, seen)), None) if len(holders) >= room[x] else i
                    if giver is not None:
                        has[giver].discard(x)
                        has[i].add(x)
                        return True
            return False

        return all(augment(i, set()) for i, n in enumerate(needs) for _ in range(n))

    def match(self, orders, per, room):
        """Section 6: each in turn takes the first of its order that leaves every later place fillable."""
        if not self.fillable([per] * len(orders), orders, room):
            raise Refused("no assignment")
        taken = [[] for _ in orders]
        for i, (order, mine) in enumerate(zip(orders, taken)):
            for x in order:
                if len(mine) < per and room[x] > 0:
                    rest = [y for y in order if y not in mine and y != x]
                    needs = [per - len(mine) - 1] + [per] * (len(orders) - i - 1)
                    left = {**room, x: room[x] - 1}
                    if self.fillable(needs, [rest] + orders[i + 1:], left):
                        mine.append(x)
                        room = left
        return taken

    def joint(self):
        g, k = self.groups, len(self.businesses)
        parts = [{name: keys[t::g] for name, keys in self.officers.items()} for t in range(g)]
        teams = [{"number": t + 1, "officers": parts[t], "businesses": []} for t in range(g)]
        clash = lambda t, b: any(self.barred(d, o, [b]) for d in self.m["departments"] for o in t["officers"][d["name"]])
        order = lambda b: sorted(range(g), key=lambda t: self.ticket("match", b, str(t + 1)))
        orders = [[t for t in order(b) if not clash(teams[t], b)] for b in self.businesses]
        room = {t: k // g + (t + 1 <= k % g) for t in range(g)}
        for b, (t,) in zip(self.businesses, self.match(orders, 1, room)):
            teams[t]["businesses"].append(b)
        return teams

    def most(self, d):
        served = sum(self.applies(d, b) for b in self.businesses)
        return d["cap"] if d["cap"] is not None else -(-d["per_team"] * served // max(1, len(self.officers[d["name"]])))

    def per_business(self):
        teams = [{"number": i + 1, "officers": {}, "businesses": [b]} for i, b in enumerate(self.businesses)]
        for d in self.m["departments"]:
            served = [t for t in teams if self.applies(d, t["businesses"][0])]
            orders = [self.pool_order(d, t["businesses"][0]) for t in served]
            room = {o: self.most(d) for o in self.officers[d["name"]]}
            for team, officers in zip(served, self.match(orders, d["per_team"], room)):
                team["officers"][d["name"]] = officers
        return teams
    def pool_order(self, d, business):
        by = lambda o: self.ticket("match", business, o)
        return sorted((o for o in self.officers[d["name"]] if (o, business) not in self.recused), key=by)

    def substitute(self, s, teams, used):
        """Section 8: who comes in; changes `teams` and `used`."""
        places = [(t, {"": t["businesses"]} if s["kind"] == "business" else t["officers"]) for t in teams if t["number"] == s["team"]]
        team, name, keys = next(((t, n, l) for t, ls in places for n, l in ls.items() if s["out"] in l), (None,) * 3)
        if team is None:
            raise Refused("%s is not in team %s" % (s["out"], s["team"]))
        if s["kind"] == "business":
            free = [b for b in self.reserve[self.stratum[s["out"]]] if b not in used]
        else:
            d = next(d for d in self.m["departments"] if d["name"] == name)
            free = [o for o in self.spare[name] if o not in used and not self.barred(d, o, team["businesses"])]
            if not free and not self.groups:
                pool = [o for o in self.pool_order(d, team["businesses"][0]) if o not in keys]
                free = [o for o in pool if sum(o in t["officers"].get(name, []) for t in teams) < self.most(d)] or pool
        if not free:
            raise Refused("nobody left for %s" % s["out"])
        keys[keys.index(s["out"])] = incoming = free[0]
        used.add(incoming)
        return incoming

def check(label, a, found):
    """What an attempt states, voided or not, against what follows from it."""
    m, given, nonce, seed = a["manifest"], [c["label"] for c in a["contributions"]], a["nonce"], a["seed"]
    rosters, sealed = [[row["key"] for row in m[rows]] for rows in ("businesses", "officers")], m["contributors"]
    founded = nonce is not None and given == sealed and make_seed(a["commitment"], nonce, a["contributions"]) == seed
    wrong = {
        "a roster is not sorted or has a key twice": any(keys != sorted(set(keys)) for keys in rosters),
        "commitment differs": sha(canonical(m)) != a["commitment"],
        "nonce does not open the seal": nonce is not None and sha(bytes.fromhex(nonce)) != m["nonce_sha256"],
        "contributors differ": given != (sealed[: len(given)] if label else sealed),
        "a contribution is not normalised": any(clean(c["value"]) != c["value"] or not c["value"] for c in a["contributions"]),
        "seed differs": not founded if seed is not None else a["outcome"] is not None,
    }
    found.extend(label + words for words in wrong if wrong[words])
    if seed is None or a["outcome"] is None:
        return None
    draw = Draw(m, seed)
    found.extend(label + part + " differ" for part in draw.outcome if a["outcome"][part] != draw.outcome[part])
    return draw

def verify(record):
    found, previous = [] if record["protocol"] == "mingchou/1" else ["another protocol"], None
    for number, a in enumerate(record["voided"] + [record], 1):
        label = "" if a is record else "voided %d: " % number
        if a["manifest"]["campaign"]["attempt"] != number or a["manifest"]["previous"] != previous:
            found.append(label + "the chain of attempts is broken")
        previous = a["commitment"]
        try:
            draw = check(label, a, found)
        except Refused as refusal:
            draw = found.append(label + str(refusal))
    teams, used = draw and json.loads(json.dumps(draw.teams)), set()
    for number, s in enumerate(record["substitutions"], 1):
        try:
            right = draw and draw.substitute(s, teams, used)
        except Refused as refusal:
            right = refusal
        found += ["substitution %d: %s should come in, not %s" % (number, right, s["in"])] if right != s["in"] else []
    return found

def main(args):
    if not args or (args[0] == "draw") != (len(args) > 2):
        return print(__doc__.strip(), file=sys.stderr) or 2
    if args[0] != "draw":
        found = verify(json.load(open(args[0], encoding="utf-8")))
        return print("\n".join(found) or "verified") or bool(found)
    manifest, nonce = json.load(open(args[1], encoding="utf-8")), args[2]
    given = [{"label": label, "value": clean(value)} for label, value in (arg.split("=", 1) for arg in args[3:])]
    if [c["label"] for c in given if c["value"]] != manifest["contributors"] or sha(bytes.fromhex(nonce)) != manifest["nonce_sha256"]:
        raise Refused("not one sound value from each contributor in turn, or the nonce does not open the seal")
    print(canonical(Draw(manifest, make_seed(sha(canonical(manifest)), nonce, given)).outcome))

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    try:
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        sys.exit(str(refusal))
