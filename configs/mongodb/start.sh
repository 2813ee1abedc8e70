#!/bin/bash
# Starts MongoDB as a replica set of one node with authentication. mongod insists on a key file that it alone may read.
set -euo pipefail
install --mode=400 --owner=mongodb --group=mongodb <(printf '%s' "$MONGODB_KEY") /tmp/mongodb-key
unset MONGODB_KEY
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/mongodb-key --auth --bind_ip_all
