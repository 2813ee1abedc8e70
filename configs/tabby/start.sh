#!/bin/sh
# Starts TabbyAPI with the key that the gateway sends. Nobody needs the admin key: models are named in the environment.
set -eu
umask 077
admin_key="$(head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n')"
printf 'api_key: "%s"\nadmin_key: "%s"\n' "$GENERATION_API_KEY" "$admin_key" >api_tokens.yml
exec python3 main.py --host 0.0.0.0
