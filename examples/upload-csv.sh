#!/bin/sh
# A spreadsheet saved as CSV creates and changes products by SKU. A wrong line is refused with its reason; the
# others are imported.
. "$(dirname "$0")/lib/caravan.sh"

step "upload three products, one of them with a price that is none"
report=$(call POST '/products/bulk?decimal=,' 'sku;name;price;stockQuantity;categories
EXAMPLE-CUP;Cup;7,50;40;Kitchen
EXAMPLE-JUG;Jug;19,90;12;Kitchen > Jugs
EXAMPLE-BAD;Bowl;cheap;5;Kitchen' 'text/csv; charset=utf-8')

[ "$(printf '%s' "$report" | member refused)" = 1 ] || fail "One line should be refused: $report"
[ "$(printf '%s' "$report" | member line)" = 4 ] || fail "It should be line 4: $report"
printf '%s' "$report" | grep -q 'cheap' || fail "The reason should name what is wrong: $report"
[ "$(call GET /products/sku/EXAMPLE-CUP | member price)" = 7.50 ] || fail "EXAMPLE-CUP should cost 7.50."
expect 404 GET /products/sku/EXAMPLE-BAD

step "upload one of them again with another stock"
report=$(call POST '/products/bulk?decimal=,' "sku;stockQuantity
EXAMPLE-JUG;$(date +%S)1" text/csv)
[ "$(printf '%s' "$report" | member created)" = 0 ] || fail "Nothing new should be made: $report"
[ "$(call GET /products/sku/EXAMPLE-JUG | member price)" = 19.90 ] || fail "What the file does not name should stay."
done_with "two products are there, one line was refused, and the second file changed what it names only."
