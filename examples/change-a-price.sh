#!/bin/sh
# A change of one product reaches every store that sells it, within seconds.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-PRICE '"price":"20.00"')
export_to 1 "$id"
export_to 2 "$id"

step "change the price of product $id in the catalogue"
price="2$(date +%S).90"
call PATCH "/products/$id" "{\"price\":\"$price\"}" >/dev/null

await "Sandbox North should show $price" shows "$north" EXAMPLE-PRICE regular_price "$price"
await "Sandbox South should show $price" shows "$south" EXAMPLE-PRICE regular_price "$price"
await "Caravan should say that the product is synced" is 1 "$id" synced

step "read the history of the product"
history=$(call GET "$woo/connections/sync-logs/list?productId=$id&limit=1")
# a sale price always goes along with its price
[ "$(printf '%s' "$history" | member fields)" = '["price","salePrice"]' ] || fail "Only prices should have been sent: $history"
done_with "both stores show $price, and nothing else was sent."
