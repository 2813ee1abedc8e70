#!/bin/bash
# Starts MongoDB as a replica set of one node with authentication. mongod insists on a key file that it alone may read.
set -euo pipefail
install --mode=400 --owner=mongodb --group=mongodb /run/secrets/mongodb_key /tmp/mongodb-key
exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/mongodb-key --auth --bind_ip_all
