#!/usr/bin/env python3
"""A second, independent reading of the draw protocol mingchou/1, from its text alone; standard library only.

  verify.py RECORD.json                             prints `verified`, or the differences and exits 1
  verify.py draw MANIFEST.json NONCE LABEL=VALUE…   prints the outcome as canonical JSON; a refusal exits 1
"""
import hashlib, json, sys, unicodedata

# White space as Unicode's White_Space has it; Python's own str.strip() also takes U+001C to U+001F.
SPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"

class Refused(Exception):
    """There is no such draw, value or substitution."""

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

def sha(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).hexdigest()

def clean(text):
    value = unicodedata.normalize("NFKC", text).strip(SPACE)
    return value if not any(unicodedata.category(c) in ("Cc", "Zl", "Zp") for c in value) else ""

def make_seed(commitment, nonce, contributions):
    lines = ["mingchou/1", commitment, nonce] + ["%s=%s" % (c["label"], c["value"]) for c in contributions]
    return sha("".join(line + "\n" for line in lines))

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
            if n > len(keys):
                raise Refused("%s: %d officers wanted, %d listed" % (d["name"], n, len(keys)))
            self.officers[d["name"]], self.spare[d["name"]] = keys[:n], keys[n:]

    def applies(self, department, business):
        return department["strata"] is None or self.stratum[business] in department["strata"]

    def barred(self, department, officer, businesses):
        return any(self.applies(department, b) and (officer, b) in self.recused for b in businesses)

    @staticmethod
    def fillable(needs, may, room):
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
        taken = []
        for i, order in enumerate(orders):
            mine = []
            for x in order:
                if len(mine) < per and room[x] > 0:
                    rest = [y for y in order if y not in mine and y != x]
                    needs = [per - len(mine) - 1] + [per] * (len(orders) - i - 1)
                    left = {**room, x: room[x] - 1}
                    if self.fillable(needs, [rest] + orders[i + 1:], left):
                        mine, room = mine + [x], left
            taken.append(mine)
        return taken

    def joint(self):
        g, k = self.groups, len(self.businesses)
        teams = [{"number": t + 1, "officers": {d["name"]: self.officers[d["name"]][t::g] for d in self.m["departments"]},
                  "businesses": []} for t in range(g)]
        clash = lambda t, b: any(self.barred(d, o, [b]) for d in self.m["departments"] for o in t["officers"][d["name"]])
        ticket = lambda b: lambda t: self.ticket("match", b, str(t + 1))
        orders = [sorted((t for t in range(g) if not clash(teams[t], b)), key=ticket(b)) for b in self.businesses]
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
        free = [o for o in self.officers[d["name"]] if (o, business) not in self.recused]
        return sorted(free, key=lambda o: self.ticket("match", business, o))

    def substitute(self, s, teams, used):
        """Section 8: who comes in; changes `teams` and `used`."""
        team = next((t for t in teams if t["number"] == s["team"]), None)
        lists = [] if team is None else [("", team["businesses"])] if s["kind"] == "business" else list(team["officers"].items())
        name, keys = next(((n, l) for n, l in lists if s["out"] in l), (None, None))
        if keys is None:
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
        keys[keys.index(s["out"])] = free[0]
        used.add(free[0])
        return free[0]

def check(label, a, found):
    """What an attempt states, voided or not, against what follows from it."""
    m, given, nonce = a["manifest"], [c["label"] for c in a["contributions"]], a["nonce"]
    complete, tell = given == m["contributors"], lambda words: found.append(label + words)
    if any(keys != sorted(set(keys)) for keys in ([row["key"] for row in m[rows]] for rows in ("businesses", "officers"))):
        tell("a roster is not sorted or has a key twice")
    if sha(canonical(m)) != a["commitment"]:
        tell("commitment differs")
    if nonce is not None and sha(bytes.fromhex(nonce)) != m["nonce_sha256"]:
        tell("nonce does not open the seal")
    if given != m["contributors"][: len(given)] or not (label or complete):
        tell("contributors differ")
    if any(not c["value"] or clean(c["value"]) != c["value"] for c in a["contributions"]):
        tell("a contribution is not normalised")
    if a["seed"] is None:
        return tell("outcome without seed") if a["outcome"] is not None else None
    if nonce is None or not complete or make_seed(a["commitment"], nonce, a["contributions"]) != a["seed"]:
        tell("seed differs")
    if a["outcome"] is None:
        return None
    try:
        draw = Draw(m, a["seed"])
    except Refused as refusal:
        return tell(str(refusal))
    found.extend(label + part + " differ" for part in draw.outcome if a["outcome"][part] != draw.outcome[part])
    return draw

def verify(record):
    found, previous = [] if record["protocol"] == "mingchou/1" else ["another protocol"], None
    for number, a in enumerate(record["voided"] + [record], 1):
        label = "" if a is record else "voided %d: " % number
        if a["manifest"]["campaign"]["attempt"] != number or a["manifest"]["previous"] != previous:
            found.append(label + "the chain of attempts is broken")
        previous = a["commitment"]
        draw = check(label, a, found)
    teams, used = draw and json.loads(json.dumps(draw.teams)), set()
    for number, s in enumerate(record["substitutions"], 1):
        try:
            right = draw and draw.substitute(s, teams, used)
        except Refused as refusal:
            right = refusal
        if right != s["in"]:
            found.append("substitution %d: %s should come in, not %s" % (number, right, s["in"]))
    return found

def main(args):
    if not args or (args[0] == "draw") != (len(args) > 1):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    if args[0] != "draw":
        found = verify(json.load(open(args[0], encoding="utf-8")))
        print("\n".join(found) or "verified")
        return 1 if found else 0
    manifest, nonce = json.load(open(args[1], encoding="utf-8")), args[2]
    given = [{"label": label, "value": clean(value)} for label, value in (arg.split("=", 1) for arg in args[3:])]
    if [c["label"] for c in given] != manifest["contributors"] or not all(c["value"] for c in given):
        raise Refused("not one sound value from each contributor in turn")
    if sha(bytes.fromhex(nonce)) != manifest["nonce_sha256"]:
        raise Refused("the nonce does not open the seal")
    print(canonical(Draw(manifest, make_seed(sha(canonical(manifest)), nonce, given)).outcome))

if __name__ == "__main__":
    try:
        sys.stdout.reconfigure(encoding="utf-8")
        sys.exit(main(sys.argv[1:]))
    except Refused as refusal:
        sys.exit(str(refusal))
