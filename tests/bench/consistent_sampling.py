"""Consistent sampling (R. L. Rivest, 2018) with SHA-256 in plain Python, to compare with: seal a roster, give each
business a ticket, take the smallest. It reads what mingchou/2 seals, but makes no teams: only sealing and sampling.

  consistent_sampling.py SEALED.json SEED     prints seconds: read, seal, sample; and the digest of those drawn
"""
import hashlib, heapq, json, sys, time

def main(path, seed):
    start = time.perf_counter()
    with open(path, encoding="utf-8") as file:
        asked = json.load(file)
    read = time.perf_counter()
    def digest(value):
        text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
    seal = asked["seal"]
    assert seal["businesses_sha256"] == digest(asked["businesses"])
    assert seal["officers_sha256"] == digest(asked["officers"])
    commitment = digest(seal)
    sealed = time.perf_counter()
    drawn = []
    beginning = hashlib.sha256(seed.encode() + b"\nbusiness\n")  # the seed's block is hashed once, as we do
    def ticket(key):
        ending = beginning.copy()
        ending.update(key.encode())
        return ending.digest()
    for stratum in seal["strata"]:
        keys = (b["key"] for b in asked["businesses"] if b["stratum"] == stratum["label"])
        drawn += heapq.nsmallest(stratum["sample"], ((ticket(key), key) for key in keys))
    drawn.sort()
    done = time.perf_counter()
    keys = "\n".join(key for _, key in drawn)
    print(json.dumps({"read": read - start, "seal": sealed - read, "sample": done - sealed,
                      "commitment": commitment, "drawn": hashlib.sha256(keys.encode()).hexdigest()}))

main(*sys.argv[1:])
