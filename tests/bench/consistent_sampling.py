"""Consistent sampling (R. L. Rivest, 2018) with SHA-256 in plain Python, to compare with: seal a roster, give each
business a ticket, take the smallest. It reads a manifest of mingchou/1, but makes no teams: only sealing and sampling.

  consistent_sampling.py MANIFEST.json SEED     prints seconds: read, seal, sample; and the digest of those drawn
"""
import hashlib, heapq, json, sys, time

def main(path, seed):
    start = time.perf_counter()
    with open(path, encoding="utf-8") as file:
        manifest = json.load(file)
    read = time.perf_counter()
    text = json.dumps(manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    commitment = hashlib.sha256(text.encode()).hexdigest()
    sealed = time.perf_counter()
    drawn = []
    beginning = hashlib.sha256(seed.encode() + b"\nbusiness\n")  # the seed's block is hashed once, as we do
    def ticket(key):
        ending = beginning.copy()
        ending.update(key.encode())
        return ending.digest()
    for stratum in manifest["strata"]:
        keys = (b["key"] for b in manifest["businesses"] if b["stratum"] == stratum["label"])
        drawn += heapq.nsmallest(stratum["sample"], ((ticket(key), key) for key in keys))
    drawn.sort()
    done = time.perf_counter()
    keys = "\n".join(key for _, key in drawn)
    print(json.dumps({"read": read - start, "seal": sealed - read, "sample": done - sealed,
                      "commitment": commitment, "drawn": hashlib.sha256(keys.encode()).hexdigest()}))

main(*sys.argv[1:])
