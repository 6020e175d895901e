"""The rules: FEEL expressions and DMN decision models, exact, explained and checked. Imports nothing of ours."""
