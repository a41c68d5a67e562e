#!/bin/sh
# When many products are deleted at once, the stores keep them until a user has said whether that was meant.
. "$(dirname "$0")/lib/caravan.sh"

step "make 100 products, and bring them to Sandbox North, which deletes what the catalogue deletes"
lines=$(n=100; while [ $n -lt 200 ]; do echo "{\"sku\":\"EXAMPLE-MANY-$n\",\"name\":\"One of many\",\"status\":\"complete\",\"price\":\"1.00\"}"; n=$((n + 1)); done)
call POST /products/bulk "$lines" application/x-ndjson >/dev/null
ids=$(call GET '/products?search=EXAMPLE-MANY-&limit=100' | grep -oE '"id":[0-9]+,"sku":"EXAMPLE-MANY-' | grep -oE '[0-9]+' | sort -n)
[ "$(echo "$ids" | wc -l)" -eq 100 ] || fail "There should be 100 products."
# shellcheck disable=SC2086 # a list of numbers
all="{$(echo $ids | tr ' ' ,)}" # curl sends a request for each of them
# shellcheck disable=SC2086 # a list of numbers
export_to 1 $ids
call PATCH $woo/connections/1 '{"onDelete":"trash"}' >/dev/null
deleted=
finally '[ -z "$deleted" ] || ask POST "/products/$deleted/restore"; ask PATCH $woo/connections/1 "{\"onDelete\":\"keep\"}"'

step "delete them all, by mistake"
deleted=$all
call DELETE "/products/$all" >/dev/null
held() {
    [ "$(call GET $woo/connections/1 | member held)" = 100 ]
}
await "All 100 deletions should be held" held
sells "$north" EXAMPLE-MANY-100 || fail "The store should still sell the products."

step "take it back: restore them"
call POST "/products/$all/restore" >/dev/null
deleted=
released() {
    [ "$(call GET $woo/connections/1 | member deletionGuard)" = null ]
}
await "No deletion should be held any more" released
sells "$north" EXAMPLE-MANY-199 || fail "The store should have kept the products."
done_with "the store has kept all 100 products."
