"""Runs tools/verify.py as its documentation says, many times in one process: each line of the input is its arguments as a
JSON array, each line of the output `[exit code, what it printed, what it refused]`."""
import contextlib, io, json, sys, traceback

sys.path.insert(0, sys.argv[1])
import verify

for line in sys.stdin:
    printed, refused, code = io.StringIO(), "", 0
    try:
        with contextlib.redirect_stdout(printed):
            code = int(verify.main(json.loads(line)) or 0)
    except verify.Refused as refusal:
        code, refused = 1, str(refusal)
    except Exception:
        code, refused = 2, traceback.format_exc()
    print(json.dumps([code, printed.getvalue(), refused]), flush=True)
