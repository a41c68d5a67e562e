#!/bin/sh
# A variable product with its variants is sent to a store as one product with choices. A change of one variant
# sends only that variant.
. "$(dirname "$0")/lib/caravan.sh"

step "make a shirt in two sizes"
ask POST /attributes '{"name":"Example size","type":"choice","options":["S","M","L"]}'
[ "$status" = 201 ] || [ "$status" = 409 ] || fail "The attribute could not be made: $answer"
call POST /products/bulk 'sku,parentSku,type,name,status,price,attribute:Example size
EXAMPLE-SHIRT,,variable,Example shirt,complete,,
EXAMPLE-SHIRT-S,EXAMPLE-SHIRT,,Example shirt S,complete,20.00,S
EXAMPLE-SHIRT-M,EXAMPLE-SHIRT,,Example shirt M,complete,20.00,M' text/csv >/dev/null
shirt=$(call GET /products/sku/EXAMPLE-SHIRT | member id)
small=$(call GET /products/sku/EXAMPLE-SHIRT-S | member id)

step "export it"
export_to 1 "$shirt"
shows "$north" EXAMPLE-SHIRT type variable || fail "The store should have a variable product."
shows "$north" EXAMPLE-SHIRT options '["S","M"]' || fail "It should offer the sizes S and M: $(shown "$north" EXAMPLE-SHIRT)"
shows "$north" EXAMPLE-SHIRT-S option S || fail "The store should have a variation in S."

step "change the price of the small one"
price="1$(date +%S).50"
call PATCH "/products/$small" "{\"price\":\"$price\"}" >/dev/null
await "The small one should cost $price" shows "$north" EXAMPLE-SHIRT-S regular_price "$price"
shows "$north" EXAMPLE-SHIRT-M regular_price 20.00 || fail "The other one should still cost 20.00."
done_with "the store offers S for $price and M for 20.00."
