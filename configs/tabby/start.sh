#!/bin/sh
# Starts TabbyAPI with the key that the gateway sends for answers, and the one that the worker sends to load models.
set -eu
umask 077
: "${GENERATION_API_KEY:?is unset}" "${TABBY_ADMIN_KEY:?is unset}"
printf 'api_key: "%s"\nadmin_key: "%s"\n' "$GENERATION_API_KEY" "$TABBY_ADMIN_KEY" >api_tokens.yml
exec python3 main.py --host 0.0.0.0
