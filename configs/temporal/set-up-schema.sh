#!/bin/sh
# Makes Temporal's two databases and brings their schemas up to this version; run as often as wanted.
set -eu

set_up() {
  database="$1"
  schema="/etc/temporal/schema/postgresql/v12/$2/versioned"
  tool="temporal-sql-tool --plugin postgres12 --ep $POSTGRES_SEEDS -p $DB_PORT -u $POSTGRES_USER --db $database"
  $tool create
  $tool setup-schema -v 0.0
  $tool update-schema -d "$schema"
}

set_up temporal temporal
set_up temporal_visibility visibility
