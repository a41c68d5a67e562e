#!/bin/sh
# The store shows an uploaded image shortly after its product. A deleted image disappears there as well.
. "$(dirname "$0")/lib/caravan.sh"

folder=$(mktemp -d)
finally 'rm -r "$folder"'
# the smallest picture: one pixel
printf '\211\120\116\107\015\012\032\012\000\000\000\015\111\110\104\122\000\000\000\001\000\000\000\001\010\006\000\000\000\037\025\304\211\000\000\000\015\111\104\101\124\170\332\143\144\370\317\120\017\000\003\206\001\200\132\064\175\153\000\000\000\000\111\105\116\104\256\102\140\202' >"$folder/pixel.png"

step "upload an image"
asset=$(curl --silent --show-error --user "admin:$PASSWORD" --form "file=@$folder/pixel.png" "$caravan/assets" | member id)
[ -n "$asset" ] || fail "Caravan did not take the image."
call PATCH "/assets/$asset" '{"altText":"One pixel"}' >/dev/null

step "show it with a product in Sandbox North"
id=$(product EXAMPLE-PICTURE '"price":"3.00"')
call PATCH "/products/$id" "{\"assets\":[$asset]}" >/dev/null
export_to 1 "$id"
await "Sandbox North should show the image" shows "$north" EXAMPLE-PICTURE alt "One pixel"

step "delete the image"
call DELETE "/assets/$asset" >/dev/null
await "Sandbox North should show no image" shows "$north" EXAMPLE-PICTURE images '[]'
done_with "the store has shown the image, and shows it no more."
