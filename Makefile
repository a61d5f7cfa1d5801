.PHONY: check test lint fix bench docs man

check: lint test

test:
	pytest

lint:
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	pydoclint --quiet corpus index qa tui

fix:
	ruff check --fix .
	ruff format .

bench:
	python -m bench.run

docs:
	python -m docs.tables
	python -m docs.layers
	zensical build

man:
	python -m docs.man qa.1
