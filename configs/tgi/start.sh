#!/bin/bash
# Starts TGI. Its launcher takes an empty variable for a wrong value, so that what is not set must not be there.
set -euo pipefail
for name in QUANTIZE HF_TOKEN; do
  if [[ -z ${!name:-} ]]; then unset "$name"; fi
done
exec /tgi-entrypoint.sh --json-output
