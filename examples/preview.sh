#!/bin/sh
# A preview shows what a delivery would do, field by field and as the request itself, and sends nothing.
. "$(dirname "$0")/lib/caravan.sh"

sku=EXAMPLE-PREVIEW-$(date +%s) # a new one, which no store has
id=$(product "$sku" '"price":"5.00","stockQuantity":3')

step "ask what an export of product $id to Sandbox North would do"
preview=$(call GET "$woo/connections/1/products/$id/preview")

[ "$(printf '%s' "$preview" | member operation)" = create ] || fail "The store would have to create it: $preview"
printf '%s' "$preview" | grep -q '"regular_price":"5.00"' || fail "The request should have the price: $preview"
[ "$(printf '%s' "$preview" | member method)" = POST ] || fail "The request should be a POST: $preview"
! sells "$north" "$sku" || fail "Nothing should have been sent."
done_with "the store would create it for 5.00, and nothing was sent."
