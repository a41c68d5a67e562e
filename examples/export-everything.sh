#!/bin/sh
# An export of the whole catalogue runs in the background, and shows its progress.
. "$(dirname "$0")/lib/caravan.sh"

step "export all products to Sandbox North, without waiting for it"
expect 202 POST $woo/connections/export '{"connectionId":1,"all":true,"partialUpdate":true}' application/json \
    'Prefer: respond-async'
id=$(printf '%s' "$answer" | member id)

is_done() {
    progress=$(call GET "$woo/exports/$id")
    [ "$(printf '%s' "$progress" | member state)" != running ]
}
await "The export should come to its end" is_done

total=$(printf '%s' "$progress" | member total)
[ "$(printf '%s' "$progress" | member done)" = "$total" ] || fail "All $total products should be done: $progress"
[ "$(printf '%s' "$progress" | member failed)" = 0 ] || fail "No product should have failed: $progress"
sells "$north" DEMO-012 || fail "Sandbox North should show DEMO-012."
done_with "all $total products of the catalogue are in Sandbox North."
