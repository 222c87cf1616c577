#!/usr/bin/env python3
"""Runs all vectors of the draw protocol mingchou/2 through tools/verify.py: second_reading.py VECTORS"""
import copy
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
import verify


def refusal_of(sealed, nonce, contributions):
    """Why a draw is refused; None if it is not."""
    try:
        verify.draw(sealed, nonce, contributions)
    except verify.Refused as refusal:
        return str(refusal)

def draw_cases(vector):
    given = vector["sealed"], vector["nonce"], vector["contributions"]
    if "refused" in vector:
        yield "refused", refusal_of(*given) is not None
        return
    drawn = verify.draw(*given)
    yield "commitment", verify.sha256(verify.canonical(vector["sealed"]["seal"])) == vector["commitment"]
    yield "seed", drawn.seed == vector["seed"]
    yield "outcome", verify.canonical(drawn.outcome) == verify.canonical(vector["outcome"])
    yield "reserve", {"businesses": drawn.reserve, "officers": drawn.officer_reserve} == vector["reserve"]
    found = list(verify.substitute(drawn, copy.deepcopy(drawn.teams), vector["substitutions"], False))
    yield "substitutions %s" % found, not found

def seal_cases(vector):
    yield "sound", refusal_of(vector["sound"], vector["nonce"], vector["contributions"]) is None
    for fault in vector["faults"]:
        yield fault["name"], refusal_of(fault["sealed"], vector["nonce"], fault["contributions"]) is not None

def verify_value(record):
    return verify.verify(json.dumps(record, ensure_ascii=False).encode())

def record_cases(vector):
    for case in vector["records"]:
        found, remarks, withheld = verify_value(case["record"])
        expected = [], case["remarks"], case["officers_withheld"]
        yield "%s %s %s" % (case["name"], found, remarks), (found, len(remarks), withheld) == expected

def tampered_cases(vector):
    for case in vector["records"]:
        yield case["name"], bool(verify_value(case["record"])[0])

def raw_cases(vector):
    yield "sound", not verify.verify(vector["sound"].encode())[0]
    for case in vector["refused"]:
        yield case["name"], bool(verify.verify(case["text"].encode())[0])

CASES = {"refused-seals": seal_cases, "records": record_cases, "tampered": tampered_cases, "raw": raw_cases}

def main(folder):
    passed = failed = 0
    paths = sorted(pathlib.Path(folder).glob("*.json"))
    for path in paths:
        vector = json.loads(path.read_text(encoding="utf-8"))
        results = list(CASES.get(path.stem, draw_cases)(vector))
        wrong = [name for name, right in results if not right]
        passed, failed = passed + len(results) - len(wrong), failed + len(wrong)
        print("%s: %d of %d" % (path.name, len(results) - len(wrong), len(results)))
        for name in wrong:
            print("  FAILED " + name)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not paths else 0

if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
