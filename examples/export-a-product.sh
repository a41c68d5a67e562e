#!/bin/sh
# A product is sent to a store once it is exported there, not before. It can be removed again.
. "$(dirname "$0")/lib/caravan.sh"

id=$(product EXAMPLE-MUG '"price":"9.90","stockQuantity":40,"categories":["Kitchen > Mugs"]')
for connection in 1 2; do
    ask DELETE "$woo/connections/$connection/products/$id" # of an earlier run
done
! sells "$north" EXAMPLE-MUG || fail "Sandbox North should not sell a product that was not exported to it."

step "export product $id to Sandbox North"
export_to 1 "$id"
sells "$north" EXAMPLE-MUG || fail "Sandbox North should sell the product."
shows "$north" EXAMPLE-MUG stock_quantity 40 || fail "Sandbox North should show its stock of 40."
! sells "$south" EXAMPLE-MUG || fail "Sandbox South should not sell it."

step "delete it from Sandbox North; it stays in the catalogue"
call DELETE "$woo/connections/1/products/$id" >/dev/null
! sells "$north" EXAMPLE-MUG || fail "Sandbox North should not sell the product any more."
[ "$(call GET "/products/$id" | member sku)" = EXAMPLE-MUG ] || fail "The catalogue should keep the product."
done_with "the product was in Sandbox North only, and only between the export and the deletion."
