"""A fuzzer for the policy engine: `python -m tests.policy.fuzz --minutes 60`."""
