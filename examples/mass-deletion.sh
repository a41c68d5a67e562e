#!/bin/sh
# When many products are deleted at once, the stores keep them until a user has said whether that was meant.
. "$(dirname "$0")/lib/caravan.sh"

step "make 15 products, and bring them to Sandbox North, which deletes what the catalogue deletes"
lines=$(n=10; while [ $n -lt 25 ]; do echo "{\"sku\":\"EXAMPLE-MANY-$n\",\"name\":\"One of many\",\"status\":\"complete\",\"price\":\"1.00\"}"; n=$((n + 1)); done)
call POST /products/bulk "$lines" application/x-ndjson >/dev/null
ids=$(call GET '/products?search=EXAMPLE-MANY-&limit=100' | grep -oE '"id":[0-9]+,"sku":"EXAMPLE-MANY-' | grep -oE '[0-9]+' | sort -n)
[ "$(echo "$ids" | wc -l)" -eq 15 ] || fail "There should be 15 products."
# shellcheck disable=SC2086 # a list of numbers
export_to 1 $ids
call PATCH $woo/connections/1 '{"onDelete":"trash"}' >/dev/null
deleted=
finally 'for id in $deleted; do ask POST "/products/$id/restore"; done; ask PATCH $woo/connections/1 "{\"onDelete\":\"keep\"}"'

step "delete them all, by mistake"
deleted=$ids
for id in $ids; do
    call DELETE "/products/$id" >/dev/null
done
held() {
    [ "$(call GET $woo/connections/1 | member held)" = 15 ]
}
await "All 15 deletions should be held" held
sells "$north" EXAMPLE-MANY-10 || fail "The store should still sell the products."

step "take it back: restore them"
for id in $ids; do
    call POST "/products/$id/restore" >/dev/null
done
deleted=
released() {
    [ "$(call GET $woo/connections/1 | member deletionGuard)" = null ]
}
await "No deletion should be held any more" released
sells "$north" EXAMPLE-MANY-24 || fail "The store should have kept the products."
done_with "the store has kept all 15 products."
