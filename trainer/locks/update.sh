#!/usr/bin/env sh
# Writes the lock files anew from pyproject.toml and converter.in. Index addresses are left out on purpose, so that
# each machine uses its own registry settings. PyTorch and what only its CUDA build needs stand in a file of their
# own, so that a machine that reaches PyTorch's CPU index can take the small build instead.
set -eu
cd "$(dirname "$0")"
compile() { uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header -q "$@"; }

packages() { uv pip compile --universal --no-annotate --no-header -q ../pyproject.toml | sed 's/[ =].*//' ; }
cuda='^(torch|triton|cuda-.*|nvidia-.*)$'
without() { packages | grep -E "$@" | sed 's/^/--no-emit-package=/'; }

# shellcheck disable=SC2046 # the options are words without spaces
compile ../pyproject.toml -o requirements.lock $(without "$cuda")
# shellcheck disable=SC2046
compile ../pyproject.toml -o torch.lock $(without -v "$cuda")
# What the tests need beside all that.
# shellcheck disable=SC2046
compile ../pyproject.toml --extra test -o test.lock $(without "")
compile --no-deps converter.in -o converter.lock
compile --no-deps quantizer.in -o ../src/twin_trainer/quantizer.lock
