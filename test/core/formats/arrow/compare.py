"""python compare.py BEFORE AFTER EDITS: AFTER is BEFORE with these edits alone, as pyarrow and (where it is there) datasets read them.

EDITS is JSON: {"cells": [[row, column, value]], "removed": [row]}; rows are those of BEFORE. Prints one JSON document.
"""

import json
import sys
import tempfile

import pyarrow as pa
import pyarrow.ipc as ipc


def read(path):
    with open(path, "rb") as file:
        is_file = file.read(6) == b"ARROW1"
        file.seek(0)
        reader = ipc.open_file(file) if is_file else ipc.open_stream(file)
        batches = [reader.get_batch(i) for i in range(reader.num_record_batches)] if is_file else list(reader)
    for batch in batches:
        batch.validate(full=True)
    return reader.schema, batches


def features(path):
    try:
        import datasets
    except ImportError:
        return None
    with tempfile.TemporaryDirectory() as cache:
        loaded = datasets.load_dataset("arrow", data_files=path, split="train", cache_dir=cache)
        own = datasets.Dataset.from_file(path)
        assert own.features == loaded.features and len(own) == len(loaded), "Dataset.from_file and load_dataset differ"
        return repr(own.features)


def row_values(batches):
    # repr tells NaN from NaN apart from nothing, and -0.0 from 0.0.
    return [{name: repr(value) for name, value in row.items()} for batch in batches for row in batch.to_pylist()]


before, after, edits = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
old_schema, old_batches = read(before)
new_schema, new_batches = read(after)
rows = row_values(old_batches)
for row, column, value in edits["cells"]:
    rows[row][column] = repr(value)
expected = [row for i, row in enumerate(rows) if i not in set(edits["removed"])]
found = row_values(new_batches)
report = {
    "schema": old_schema.equals(new_schema, check_metadata=True),
    "rows": found == expected,
    "batches": len(old_batches) == len(new_batches),
    "differs": [[i, a, b] for i, (a, b) in enumerate(zip(expected, found)) if a != b][:1],
}
if edits.get("features"):
    report["features"] = features(before) == features(after)
print(json.dumps(report))
