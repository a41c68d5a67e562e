#!/bin/sh
# A product that a store refuses becomes a dead letter, with the request and the answer. Once the cause is
# gone, it is replayed.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-REFUSED '"price":"10.00"')
export_to 1 "$id"

step "let Sandbox North refuse the product, and change its price"
misbehave "$north" '{"refuse":[{"sku":"EXAMPLE-REFUSED","code":"product_invalid_price","message":"Too dear for this shop"}]}'
finally 'misbehave "$north" "{}"'
price="99$(date +%S).00"
call PATCH "/products/$id" "{\"price\":\"$price\"}" >/dev/null
await "The product should be in error" is 1 "$id" error

letter=$(call GET "$woo/dead-letters?productId=$id&connectionId=1" | member id)
[ -n "$letter" ] || fail "There should be an open dead letter of product $id."
read=$(call GET "$woo/dead-letters/$letter")
[ "$(printf '%s' "$read" | member regular_price)" = "$price" ] || fail "It should keep what was sent: $read"
printf '%s' "$read" | grep -q 'Too dear for this shop' || fail "It should keep what was answered: $read"

step "remove the cause, and replay dead letter $letter"
misbehave "$north" '{}'
call POST "$woo/dead-letters/$letter/replay" >/dev/null
await "Sandbox North should show $price" shows "$north" EXAMPLE-REFUSED regular_price "$price"
await "The product should be synced" is 1 "$id" synced
done_with "the dead letter kept what was sent and answered, and its replay brought $price to the store."
