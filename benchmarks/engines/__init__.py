"""The scheme of `benchmarks.scheme`, written by hand for other engines, each as its own users would write it.

Every module has `awards(path)`: the weekly awards in pence (int64) of the households in a Parquet file, whose columns
carry the scheme's input names. Each runs in a process of its own: `python -m benchmarks.engines NAME ROWS OUT`.
"""
