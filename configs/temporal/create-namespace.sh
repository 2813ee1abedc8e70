#!/bin/sh
# Makes the namespace unless it is there. A server that just started refuses for some seconds.
set -eu

attempts=30
until temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; do
  attempts=$((attempts - 1))
  if [ "$attempts" -eq 0 ]; then
    temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE"
    exit 1
  fi
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention "$RETENTION" || sleep 2
done
echo "Namespace $TEMPORAL_NAMESPACE is there"
