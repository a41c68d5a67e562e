#!/bin/sh
# The audit log records who has changed what, with the former values.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-AUDITED '"price":"10.00"')
price="4$(date +%S).00"

step "change the price of product $id, and read who did it"
call PATCH "/products/$id" "{\"price\":\"$price\"}" >/dev/null
entry=$(call GET "/audit-log?target=products/$id&limit=1")

[ "$(printf '%s' "$entry" | member who)" = admin ] || fail "It should say that admin did it: $entry"
[ "$(printf '%s' "$entry" | member action)" = change-product ] || fail "It should say what was done: $entry"
printf '%s' "$entry" | grep -q "\"after\":{\"price\": *$price}" || fail "It should say what the price is now: $entry"
done_with "the log says that admin changed the price to $price."
