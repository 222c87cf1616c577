#!/usr/bin/env python3
"""A second, independent reading of the draw protocol mingchou/2, from its text alone; standard library only.

  verify.py RECORD.json                             prints `verified` or `verified, officers withheld` and the remarks,
                                                     or every difference and exits 1
  verify.py --draw SEALED.json NONCE LABEL=VALUE…   prints the outcome as canonical JSON; a refusal exits 1
                                                     (SEALED.json is {"seal", "businesses", "officers"})
  verify.py --batch FILE                            FILE is a list of {"record": text} and {"sealed", "nonce",
                                                     "contributions"}; prints the list of results

§ are the sections of the protocol. Reading order: text and JSON (§2), shapes (§3, §8), the rules of a seal (§3),
the draw (§5, §6), substitutions (§7), the record (§8, §9).
"""
import datetime, hashlib, json, pathlib, re, sys
from collections import Counter

PROTOCOL = "mingchou/2"
LAST_ROUND = 100  # §6: the round in which nobody is recused

class Refused(Exception):
    """There is no such record, sealed set or draw."""

# ---- §2 Text, keys, digests ----

SPACE = r"\u0009-\u000d\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
CONTROL = r"\u0000-\u001f\u007f-\u009f"
SURROGATE = r"\ud800-\udfff"
HIDDEN = (r"\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164"
          r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff")

def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8")).hexdigest()

def is_rising(values):
    return all(a < b for a, b in zip(values, values[1:]))

def is_distinct(values):
    return len(set(values)) == len(values)

class Unsound:
    """Stands in a parsed text for what no record may hold; no shape has it."""
    def __init__(self, words):
        self.words = words

def parse(data):
    """JSON in UTF-8; a number that is none of §2 and an object with a key twice become Unsound."""
    def number(token):
        sound = re.fullmatch("0|[1-9][0-9]{0,9}", token) and int(token) < 2**31
        return int(token) if sound else Unsound("the number " + token[:40])
    def members(pairs):
        twice = [name for name, times in Counter(name for name, _ in pairs).items() if times > 1]
        return Unsound("an object with the key %s twice" % twice[0]) if twice else dict(pairs)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=members, parse_int=number, parse_float=number,
                          parse_constant=number)  # refuses a byte-order mark
    except RecursionError:
        raise Refused("not a record: nested too deep")
    except ValueError as error:
        raise Refused("not JSON in UTF-8: %s" % error)

# ---- Shapes: what each value of §3 and §8 looks like ----

class Leaf:
    def __init__(self, words, kind, test=lambda value: True):
        self.words, self.has = words, lambda value: type(value) is kind and bool(test(value))  # True is no int here

def check(value, shape, *place):
    """Refuses a value that has not its shape, which is
      {key: shape, …}   an object with exactly these keys; {leaf: shape} with any keys that are such a leaf
      [shape, least]    a list of at least so many
      (None, shape)     null, or that shape
      a leaf            what its test says"""
    def refuse(words):
        raise Refused("%s: %s" % (".".join(map(str, place)), words))
    def refuse_unless(holds, wanted):
        if not holds:
            refuse("%s, not %s" % (value.words if isinstance(value, Unsound) else "an object" if type(value) is dict else
                                   "a list" if type(value) is list else canonical(value)[:80], wanted))
    if isinstance(shape, Leaf):
        refuse_unless(shape.has(value), shape.words)
    elif isinstance(shape, tuple):
        if value is not None:
            check(value, shape[1], *place)
    elif isinstance(shape, list):
        refuse_unless(type(value) is list and len(value) >= shape[1], "a list of %d or more" % shape[1])
        for i, item in enumerate(value):
            check(item, shape[0], *place, i)
    else:
        refuse_unless(type(value) is dict, "an object")
        if isinstance(next(iter(shape)), Leaf):
            [(leaf, item_shape)] = shape.items()
            shape = {name: item_shape for name in value if leaf.has(name)}
        for name in sorted(set(value) ^ set(shape)):
            refuse("the key %s is %s" % (canonical(name), "missing" if name in shape else "additional"))
        for name in shape:
            check(value[name], shape[name], *place, name)

def without(*classes):
    """Whether a string has a character that is not white space, and none of the classes."""
    found, visible = re.compile("[%s]" % "".join(classes)).search, re.compile("[^%s]" % SPACE).search
    return lambda value: not found(value) and visible(value)

def matching(words, pattern):
    return Leaf(words, str, re.compile(pattern).fullmatch)

def number_from(least):
    return Leaf("a number from %d" % least, int, lambda value: least <= value < 2**31)

def is_time(value):
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[+-][0-9]{2}:[0-9]{2}", value):
        return False
    *moment, offset_hour, offset_minute = map(int, re.findall("[0-9]+", value))
    try:
        return datetime.datetime(*moment) and offset_hour <= 23 and offset_minute <= 59
    except ValueError:  # no such moment
        return False

NULL = Leaf("null", type(None))
STRING = Leaf("a string", str, lambda value: not re.search("[%s]" % SURROGATE, value))
TEXT = Leaf("a text", str, without(CONTROL, SURROGATE))
LABEL = Leaf("a label", str, without(CONTROL, SURROGATE, HIDDEN))
KEY = Leaf("a key", str, without(CONTROL, SURROGATE, HIDDEN, SPACE, "a-z"))
CONTRIBUTOR = Leaf("a label without =", str, lambda value: LABEL.has(value) and "=" not in value)
PAIR = Leaf("a pair of keys", list, lambda value: len(value) == 2 and KEY.has(value[0]) and KEY.has(value[1]))
TIME = Leaf("a time", str, is_time)
DIGEST = matching("a digest", "[0-9a-f]{64}")
HEX_32 = matching("32 lower-case hex digits", "[0-9a-f]{32}")
THIS_PROTOCOL = matching(PROTOCOL, PROTOCOL)

SEAL = {
    "protocol": THIS_PROTOCOL, "campaign": {"title": TEXT, "lead": LABEL, "attempt": number_from(1)}, "sealed_at": TIME,
    "previous": (None, DIGEST), "nonce_sha256": DIGEST, "contributors": [CONTRIBUTOR, 2],
    "strata": [{"label": LABEL, "population": number_from(0), "sample": number_from(0)}, 1],
    "departments": [{"name": LABEL, "per_team": number_from(1), "strata": (None, [LABEL, 1]),
                     "draw": (None, number_from(1)), "cap": (None, number_from(1))}, 1],
    "matching": {"mode": matching("teams or per-business", "teams|per-business"), "teams": (None, number_from(1))},
    "businesses_sha256": DIGEST, "officers_sha256": DIGEST}
BUSINESSES = [{"key": KEY, "name": TEXT, "stratum": LABEL}, 0]
OFFICERS = {"salt": HEX_32, "officers": [{"key": KEY, "name": TEXT, "department": LABEL}, 0], "recusals": [PAIR, 0]}
CONTRIBUTIONS = [{"label": LABEL, "value": matching("6 to 64 digits", "[0-9]{6,64}")}, 0]  # §5
VOID = {"reason": TEXT, "approved_by": TEXT, "witnesses": [TEXT, 1], "at": TIME}
SUBSTITUTION = {"kind": matching("business or officer", "business|officer"), "team": number_from(0),
                "out": (None, STRING), "in": (None, STRING), "reason": TEXT, "approved_by": TEXT, "at": TIME}

def check_record(record):
    """§8; returns whether the officers are withheld, in which case nothing may name one."""
    record_of_any = record if type(record) is dict else {}
    check(record_of_any.get("protocol", PROTOCOL), THIS_PROTOCOL, "record", "protocol")  # before all else
    withheld = record_of_any.get("officers") == {}
    by_department = NULL if withheld else {STRING: [STRING, 0]}
    team = {"number": number_from(0), "officers": by_department, "businesses": [STRING, 0]}
    outcome = {"businesses": [STRING, 0], "round": number_from(0), "officers": by_department, "teams": [team, 0]}
    attempt = {"seal": SEAL, "commitment": DIGEST, "nonce": (None, HEX_32), "contributions": CONTRIBUTIONS,
               "seed": (None, DIGEST), "outcome": (None, outcome), "substitutions": [SUBSTITUTION, 0],
               "void": (None, VOID)}
    check(record, {"protocol": THIS_PROTOCOL, "businesses": {DIGEST: BUSINESSES}, "officers": {DIGEST: OFFICERS},
                   "attempts": [attempt, 1]}, "record")
    for i, attempt in enumerate(record["attempts"]):
        for j, s in enumerate(attempt["substitutions"]):
            nameless = withheld and s["kind"] == "officer"
            check(s["out"], NULL if nameless else STRING, "record", "attempts", i, "substitutions", j, "out")
            check(s["in"], NULL if nameless else (None, STRING), "record", "attempts", i, "substitutions", j, "in")
    return withheld

# ---- §3 The rules of a seal that its shape does not show ----

def broken(rules):
    return [words for holds, words in rules if not holds]

def faults_of_seal(seal, businesses, officers):
    """What breaks a rule. `businesses` and `officers` are the rosters; `officers` is None where they are withheld."""
    strata, departments, in_teams = seal["strata"], seal["departments"], seal["matching"]["mode"] == "teams"
    labels, names, teams = [s["label"] for s in strata], [d["name"] for d in departments], seal["matching"]["teams"]
    population, keys = Counter(b["stratum"] for b in businesses), [b["key"] for b in businesses]
    faults = broken([
        ((seal["campaign"]["attempt"] == 1) == (seal["previous"] is None), "`previous` is null in attempt 1 only"),
        (names[0] == seal["campaign"]["lead"], "the first department is not the lead"),
        (is_distinct(seal["contributors"]), "a contributor twice"),
        (is_distinct(labels), "a stratum twice"),
        (is_distinct(names), "a department twice"),
        (in_teams == (teams is not None), "`teams` is null in mode per-business only"),
        (sha256(canonical(businesses)) == seal["businesses_sha256"], "the businesses are not those of the seal"),
        (is_rising(keys), "the businesses' keys do not rise"),
        (set(population) <= set(labels), "a business of an unknown stratum"),
        (any(s["sample"] for s in strata), "no business is drawn"),
    ])
    for s in strata:
        faults += broken([
            (s["population"] == population[s["label"]], "stratum %s: not the population listed" % s["label"]),
            (s["sample"] <= s["population"], "stratum %s: the sample is larger than the population" % s["label"]),
        ])
    if officers:
        listed = Counter(o["department"] for o in officers["officers"])
        officer_keys = [o["key"] for o in officers["officers"]]
        faults += broken([
            (sha256(canonical(officers)) == seal["officers_sha256"], "the officers are not those of the seal"),
            (is_rising(officer_keys), "the officers' keys do not rise"),
            (set(listed) <= set(names), "an officer of an unknown department"),
            (is_rising(officers["recusals"]), "the recusals do not rise"),
            ({o for o, _ in officers["recusals"]} <= set(officer_keys), "a recusal of an unknown officer"),
            ({b for _, b in officers["recusals"]} <= set(keys), "a recusal from an unknown business"),
        ])
    for d in departments:
        name, reached, per_team, cap = d["name"], d["strata"] or labels, d["per_team"], d["cap"]
        k = sum(s["sample"] for s in strata if s["label"] in reached)
        n = (teams or 0) * per_team if in_teams else d["draw"] or (listed[name] if officers else None)
        most = k if cap is None else min(cap, k)
        faults += broken([
            (is_distinct(reached) and set(reached) <= set(labels), "department %s: strata twice or unknown" % name),
            (not in_teams or d["draw"] is None and cap is None, "department %s: `draw` or `cap` in mode teams" % name),
            (not officers or n <= listed[name], "department %s: %s officers wanted, fewer listed" % (name, n)),
            (in_teams or k == 0 or n is None or (n >= per_team and n * most >= per_team * k),
             "department %s: too few officers, or the cap is too low" % name),
        ])
    return faults

# ---- §5 Seed, §6 Draw and matching ----

def make_seed(commitment, nonce, contributions):
    lines = [PROTOCOL, commitment, nonce] + ["%s=%s" % (c["label"], c["value"]) for c in contributions]
    return sha256("".join(line + "\n" for line in lines))

class Filling:
    """§6 "leaves a full assignment". Each row takes `need` different choices, none of barred[row]; a choice stands in
    at most room[choice] rows. This holds one full assignment, found by augmenting paths, and changes it whenever a
    choice is preferred to what it holds and some full assignment has that choice there."""
    def __init__(self, need, room, barred):
        self.need, self.room, self.barred = need, dict(room), barred
        self.held = [set() for _ in barred]                # what each row holds, without what `choose` has fixed
        self.holders = {choice: set() for choice in room}  # the same the other way round

    def has_room(self, choice):
        return len(self.holders[choice]) < self.room[choice]

    def take(self, row, choice):
        self.held[row].add(choice)
        self.holders[choice].add(row)

    def drop(self, row, choice):
        self.held[row].remove(choice)
        self.holders[choice].remove(row)

    def give(self, row, choices):
        """Gives `row` one of `choices`. Where they have no room, other rows exchange what they hold, along a shortest
        chain to a choice that has room. Returns the choice at the end of the chain, None if there is no chain."""
        came_from = {choice: None for choice in choices}  # else (a choice, the row that can exchange that for this one)
        queue, rest = list(choices), [choice for choice in self.room if choice not in came_from]
        end = next((choice for choice in choices if self.has_room(choice)), None)
        for choice in queue:  # which grows meanwhile
            for other in self.holders[choice]:
                if end is not None or not rest:
                    break
                found = [c for c in rest if c not in self.barred[other] and c not in self.held[other]]
                if found:
                    came_from.update((c, (choice, other)) for c in found)
                    queue += found
                    rest = [c for c in rest if c not in came_from]
                    end = next((c for c in found if self.has_room(c)), None)
        if end is None:
            return None
        choice = end
        while came_from[choice]:
            before, other = came_from[choice]
            self.drop(other, before)
            self.take(other, choice)
            choice = before
        self.take(row, choice)
        return end

    def fill(self):
        """Whether there is a full assignment."""
        if any(len(self.room) - len(barred) < self.need for barred in self.barred):
            return False
        return all(self.give(row, [c for c in self.room if c not in self.barred[row] and c not in held]) is not None
                   for row, held in enumerate(self.held) for _ in range(self.need))

    def choose(self, row, order):
        """Fixes for `row` the first choices of `order` that leave what is not yet fixed a full assignment."""
        chosen = []
        for choice in order:
            if len(chosen) == self.need:
                break
            if choice in self.barred[row] or self.room[choice] == 0:
                continue
            if choice not in self.held[row]:
                before = set(self.held[row])  # one of these makes place; for the chain all are free
                for c in before:
                    self.drop(row, c)
                end = self.give(row, [choice])
                if end is not None:
                    before.remove(end if end in before else next(iter(before)))
                for c in before:
                    self.take(row, c)
                if end is None:
                    continue
            self.drop(row, choice)
            self.room[choice] -= 1
            chosen.append(choice)
        return chosen

class Draw:
    """§6 for a sealed set without faults and a seed; without officers (None: withheld) only the businesses."""
    def __init__(self, seal, businesses, officers, seed):
        self.seal, self.seed, self.departments = seal, seed, seal["departments"]
        self.groups = seal["matching"]["teams"]  # G; None in mode per-business
        self.stratum = {b["key"]: b["stratum"] for b in businesses}
        self.draw_businesses()
        if officers is None:
            return
        self.department_of = {o["key"]: o["department"] for o in officers["officers"]}
        self.recused = {(o, b) for o, b in officers["recusals"]}
        self.applying = {b: {d["name"] for d in self.departments if self.applies(d, b)} for b in self.businesses}
        self.recused_from_drawn = [(o, b) for o, b in officers["recusals"]
                                   if b in self.applying and self.department_of[o] in self.applying[b]]
        for self.round in range(LAST_ROUND + 1):
            self.heeded = self.recused_from_drawn if self.round < LAST_ROUND else []
            self.draw_officers()
            self.teams = self.match_teams() if self.groups else self.match_per_business()
            if self.teams is not None:
                break
        self.outcome = {"businesses": self.businesses, "round": self.round, "officers": self.pool, "teams": self.teams}

    def ticket(self, *parts):  # §5
        return sha256("\n".join([self.seed] + [str(part) for part in parts]))

    def applies(self, department, business):
        return department["strata"] is None or self.stratum.get(business) in department["strata"]

    def is_barred(self, department, officer, businesses):
        return any((officer, b) in self.recused and self.applies(department, b) for b in businesses)

    def draw_businesses(self):
        tickets = {key: self.ticket("business", key) for key in self.stratum}
        of_stratum = {s["label"]: [] for s in self.seal["strata"]}
        for key in sorted(tickets, key=tickets.get):
            of_stratum[self.stratum[key]].append(key)
        drawn = [key for s in self.seal["strata"] for key in of_stratum[s["label"]][:s["sample"]]]
        self.businesses = sorted(drawn, key=tickets.get)
        self.reserve = {s["label"]: of_stratum[s["label"]][s["sample"]:] for s in self.seal["strata"]}

    def draw_officers(self):
        listed = {d["name"]: [] for d in self.departments}
        for key in sorted(self.department_of, key=lambda key: self.ticket("officer", self.round, key)):
            listed[self.department_of[key]].append(key)
        self.pool = {d["name"]: listed[d["name"]][:self.groups * d["per_team"] if self.groups else d["draw"]]
                     for d in self.departments}  # [:None] is all
        self.officer_reserve = {name: keys[len(self.pool[name]):] for name, keys in listed.items()}

    def by_match_ticket(self, business, candidates):
        return sorted(candidates, key=lambda candidate: self.ticket("match", self.round, business, candidate))

    def match_teams(self):
        """The teams of this round, None if it has no full assignment."""
        count, g = len(self.businesses), self.groups
        team_of = {o: i % g + 1 for keys in self.pool.values() for i, o in enumerate(keys)}
        barred = {b: set() for b in self.businesses}
        for o, b in self.heeded:
            if o in team_of:
                barred[b].add(team_of[o])
        room = {t: count // g + (1 if t <= count % g else 0) for t in range(1, g + 1)}
        filling = Filling(1, room, list(barred.values()))
        if not filling.fill():
            return None
        teams = [{"number": t, "officers": {name: keys[t - 1::g] for name, keys in self.pool.items()}, "businesses": []}
                 for t in room]
        for row, b in enumerate(self.businesses):
            [t] = filling.choose(row, self.by_match_ticket(b, room))
            teams[t - 1]["businesses"].append(b)
        return teams

    def limit(self, d):
        """Mode per-business: in how many teams an officer of the pool may be."""
        k = sum(d["name"] in applying for applying in self.applying.values())
        return d["cap"] if d["cap"] is not None else -(-d["per_team"] * k // max(1, len(self.pool[d["name"]])))

    def match_per_business(self):
        """Likewise."""
        fillings = []
        for d in self.departments:
            pool = set(self.pool[d["name"]])
            barred = {b: set() for b in self.businesses if d["name"] in self.applying[b]}
            for o, b in self.heeded:
                if o in pool:
                    barred[b].add(o)
            fillings.append(Filling(d["per_team"], dict.fromkeys(pool, self.limit(d)), list(barred.values())))
            if not fillings[-1].fill():
                return None
        teams = [{"number": i, "officers": {}, "businesses": [b]} for i, b in enumerate(self.businesses, 1)]
        for d, filling in zip(self.departments, fillings):
            name = d["name"]
            for row, team in enumerate(t for t in teams if name in self.applying[t["businesses"][0]]):
                order = self.by_match_ticket(team["businesses"][0], self.pool[name])
                team["officers"][name] = filling.choose(row, order)
        return teams

def draw(sealed, nonce, contributions):
    """The draw of a sealed set; refuses what §3 and §5 refuse, whatever the values are."""
    check(sealed, {"seal": SEAL, "businesses": BUSINESSES, "officers": OFFICERS}, "sealed")
    check(nonce, HEX_32, "nonce")
    check(contributions, CONTRIBUTIONS, "contributions")
    seal = sealed["seal"]
    for fault in faults_of_seal(**sealed):
        raise Refused(fault)
    if sha256(bytes.fromhex(nonce)) != seal["nonce_sha256"]:
        raise Refused("the nonce does not open the seal")
    if [c["label"] for c in contributions] != seal["contributors"]:
        raise Refused("not one number of each contributor, in the sealed order")
    return Draw(seed=make_seed(sha256(canonical(seal)), nonce, contributions), **sealed)

# ---- §7 Substitutions ----

def who_comes_in(drawn, s, teams, team, name, named, put_out):
    """Who must replace s["out"] (an officer: of department `name`), None if nobody is left. `named` by substitutions
    of its kind so far, `put_out` by any; both with s["out"]."""
    if s["kind"] == "business":
        return next((b for b in drawn.reserve.get(drawn.stratum.get(s["out"]), ()) if b not in named), None)
    d = next(d for d in drawn.departments if d["name"] == name)
    free = [o for o in drawn.officer_reserve[name] if o not in named and not drawn.is_barred(d, o, team["businesses"])]
    if not free and not drawn.groups:
        order = drawn.by_match_ticket(drawn.businesses[team["number"] - 1], drawn.pool[name])
        pool = [o for o in order if o not in team["officers"][name] and o not in put_out
                and not drawn.is_barred(d, o, team["businesses"])]
        load, limit = Counter(o for t in teams for o in t["officers"].get(name, ())), drawn.limit(d)
        free = [o for o in pool if load[o] < limit] or pool
    return free[0] if free else None

def substitute(drawn, teams, substitutions, withheld):
    """Changes `teams` by the substitutions as recorded; yields what is not as §7 says."""
    named, put_out = {"business": set(), "officer": set()}, set()
    for i, s in enumerate(substitutions, 1):
        if withheld and s["kind"] == "officer":
            continue  # a claim
        team = teams[s["team"] - 1] if 1 <= s["team"] <= len(teams) else {"businesses": [], "officers": {}}
        places = {None: team["businesses"]} if s["kind"] == "business" else team["officers"]
        name, keys = next(((name, keys) for name, keys in places.items() if s["out"] in keys), (None, None))
        if keys is None:
            yield "substitution %d: %s does not stand in team %d" % (i, s["out"], s["team"])
            continue
        named[s["kind"]].add(s["out"])
        put_out.add(s["out"])
        right = who_comes_in(drawn, s, teams, team, name, named[s["kind"]], put_out)
        if right != s["in"]:
            yield "substitution %d: %s should come in, not %s" % (i, right or "nobody", s["in"] or "nobody")
        place = keys.index(s["out"])
        keys[place:place + 1] = [] if s["in"] is None else [s["in"]]
        named[s["kind"]].add(s["in"])

# ---- §8 The record, §9 Verifying ----

def link(attempt):
    """`previous` of the attempt that follows this one."""
    said = {name: attempt[name] for name in ("commitment", "nonce", "contributions", "seed", "void")}
    said.update(drawn=attempt["outcome"] is not None, substitutions=len(attempt["substitutions"]))
    return sha256(canonical(said))

def are_possible(teams, businesses, groups):
    """§8: what is checked of the teams when the officers are withheld."""
    if [t["number"] for t in teams] != list(range(1, len(teams) + 1)) or len(teams) != (groups or len(businesses)):
        return False
    if not groups:
        return [t["businesses"] for t in teams] == [[b] for b in businesses]
    each, more = divmod(len(businesses), groups)
    position = {b: i for i, b in enumerate(businesses)}
    return (sorted(b for t in teams for b in t["businesses"]) == sorted(businesses)
            and all(len(t["businesses"]) == each + (1 if t["number"] <= more else 0) for t in teams)
            and all(is_rising([position[b] for b in t["businesses"]]) for t in teams))

def remarks_on(attempt):
    seed, outcome, void = attempt["seed"], attempt["outcome"], attempt["void"]
    remarks = ["of stratum %s nothing is drawn" % s["label"] for s in attempt["seal"]["strata"]
               if s["population"] > 0 and s["sample"] == 0]
    return remarks + [words for is_so, words in (
        (void, "voided: %s" % (void or {}).get("reason")),
        (void and seed is not None and outcome is None, "voided with a seed, without showing what it drew"),
        (attempt["nonce"] is None, "the nonce is lost"),
        (outcome and outcome["round"] == LAST_ROUND, "round %d: recusals gave way" % LAST_ROUND)) if is_so]

def remarks_on_officers(drawn, teams):
    listed = Counter(drawn.department_of.values())
    for (b, name), times in Counter((b, drawn.department_of[o]) for o, b in drawn.recused_from_drawn).items():
        if 2 * times > listed[name]:
            yield "from %s %d of %d officers of %s are recused" % (b, times, listed[name], name)
    for t in teams:
        held = [(d, o) for d in drawn.departments for o in t["officers"].get(d["name"], ())]
        if any(drawn.is_barred(d, o, t["businesses"]) for d, o in held):
            yield "team %d holds an officer recused from one of its businesses" % t["number"]

def check_attempt(i, attempt, before, record, withheld):
    """What differs in attempt `i`, and the remarks on its officers; `before` is the attempt before it."""
    seal, nonce, seed, outcome, void = (attempt[name] for name in ("seal", "nonce", "seed", "outcome", "void"))
    businesses = record["businesses"].get(seal["businesses_sha256"])
    officers = None if withheld else record["officers"].get(seal["officers_sha256"])
    missing = businesses is None or (officers is None and not withheld)
    faults = ["a roster is missing"] if missing else faults_of_seal(seal, businesses, officers)
    given, subs = [c["label"] for c in attempt["contributions"]], attempt["substitutions"]
    complete = given == seal["contributors"] and nonce is not None
    right_seed = make_seed(attempt["commitment"], nonce, attempt["contributions"]) if complete else None
    found = broken([
        (seal["campaign"]["attempt"] == i, "作废链: it is not attempt %d by its seal" % i),
        (seal["previous"] == (link(before) if before else None), "作废链: `previous` is not of the attempt before it"),
        (not before or before["void"], "作废链: the attempt before it has no void"),
        (sha256(canonical(seal)) == attempt["commitment"], "封存: the commitment differs"),
    ]) + ["封存: " + fault for fault in faults] + broken([
        (given == seal["contributors"][:len(given)], "种子: not the first contributors, in the sealed order"),
        (nonce is not None or (void and seed is None), "种子: the nonce is missing"),
        (nonce is None or sha256(bytes.fromhex(nonce)) == seal["nonce_sha256"], "种子: the nonce does not open the seal"),
        (seed == right_seed, "种子: the seed differs" if complete and seed else
         "种子: a seed is there when all numbers and the nonce are, only then"),
        (outcome is None or seed is not None, "名单: an outcome without a seed"),
        (outcome is not None or void, "名单: neither an outcome nor a void"),
        (outcome is not None or not subs, "替补: substitutions without an outcome"),
    ])
    if faults or seed is None or outcome is None:
        return found, []  # there is nothing to draw
    drawn, teams = Draw(seal, businesses, officers, seed), outcome["teams"]
    found += broken([
        (outcome["businesses"] == drawn.businesses, "名单: the businesses differ"),
        (withheld or outcome["officers"] == drawn.pool, "名单: the officers differ"),
        (outcome["round"] <= LAST_ROUND if withheld else outcome["round"] == drawn.round, "名单: the round differs"),
    ])
    if not (are_possible(teams, outcome["businesses"], drawn.groups) if withheld else teams == drawn.teams):
        return found + ["分组: the teams differ"], []  # on which the substitutions are judged
    teams = json.loads(json.dumps(teams))
    found += ["替补: " + words for words in substitute(drawn, teams, subs, withheld)]
    return found, [] if withheld else list(remarks_on_officers(drawn, teams))

def verify(data):
    """(differences, remarks, whether officers are withheld) of the bytes of a record."""
    try:
        record = parse(data)
        withheld = check_record(record)
    except Refused as refusal:
        return [str(refusal)], [], False
    attempts, remarks = record["attempts"], []
    seals = [attempt["seal"] for attempt in attempts]
    found = broken([
        (set(record["businesses"]) <= {seal["businesses_sha256"] for seal in seals}, "businesses that no seal names"),
        (set(record["officers"]) <= {seal["officers_sha256"] for seal in seals}, "officers that no seal names"),
        (is_distinct([seal["nonce_sha256"] for seal in seals]), "two attempts with the same nonce"),
    ])
    for i, attempt in enumerate(attempts, 1):
        differences, on_officers = check_attempt(i, attempt, attempts[i - 2] if i > 1 else None, record, withheld)
        found += ["attempt %d, %s" % (i, words) for words in differences]
        remarks += ["attempt %d: %s" % (i, words) for words in remarks_on(attempt) + on_officers]
    return found, remarks, withheld

# ---- Command line ----

def printable(words):
    """One line, whatever a record put into it."""
    unprintable = "[%s%s%s\u2028\u2029]" % (CONTROL, SURROGATE, HIDDEN)
    return re.sub(unprintable, lambda match: "\\u%04x" % ord(match.group()), words)

def result_of(entry):
    """One entry of --batch."""
    if "record" in entry:
        found, remarks, withheld = verify(entry["record"].encode("utf-8", "surrogatepass"))
        verdict = "different" if found else "withheld" if withheld else "verified"
        return {"verdict": verdict, "remarks": len(remarks), "says": [printable(words) for words in found or remarks]}
    try:
        return {"outcome": draw(entry["sealed"], entry["nonce"], entry["contributions"]).outcome}
    except Refused as refusal:
        return {"refused": printable(str(refusal))}

def main(args):
    if len(args) == 2 and args[0] == "--batch":
        print(canonical([result_of(entry) for entry in parse(pathlib.Path(args[1]).read_bytes())]))
    elif len(args) > 2 and args[0] == "--draw":
        contributions = [dict(zip(("label", "value"), arg.split("=", 1))) for arg in args[3:]]
        print(canonical(draw(parse(pathlib.Path(args[1]).read_bytes()), args[2], contributions).outcome))
    elif len(args) == 1 and not args[0].startswith("-"):
        found, remarks, withheld = verify(pathlib.Path(args[0]).read_bytes())
        said = ["verified, officers withheld" if withheld else "verified"] + ["remark: " + words for words in remarks]
        print("\n".join(printable(words) for words in found or said))
        return 1 if found else 0
    else:
        print(__doc__.strip(), file=sys.stderr)
        return 2
    return 0

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    sys.stderr.reconfigure(encoding="utf-8")
    try:
        sys.exit(main(sys.argv[1:]))
    except (Refused, OSError) as refusal:
        sys.exit(printable(str(refusal)))
