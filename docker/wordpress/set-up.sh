#!/bin/bash
# Makes a usable WooCommerce store of an empty WordPress. Safe to run again.
set -euo pipefail

wp() { # the image's 128 MB are too few to unpack WooCommerce
    php -d memory_limit=512M /usr/local/bin/wp --path=/var/www/html "$@"
}

if ! wp core is-installed; then
    wp core install --url="$STORE_URL" --title="Compose store" --skip-email \
        --admin_user=admin --admin_password="$STORE_PASSWORD" --admin_email=admin@example.com
fi

# WooCommerce's REST paths need them
wp rewrite structure '/%postname%/'

mkdir -p /var/www/html/wp-content/mu-plugins
cp /set-up/caravan-network.php /var/www/html/wp-content/mu-plugins/

if ! wp plugin is-installed woocommerce; then
    wp plugin install woocommerce --version="$WOOCOMMERCE_VERSION"
fi
wp plugin is-active woocommerce || wp plugin activate woocommerce
wp option update woocommerce_currency EUR
wp option update woocommerce_coming_soon no
wp option update woocommerce_onboarding_profile '{"skipped":true}' --format=json
wp wc tool run install_pages --user=admin
wp rewrite flush

wp eval-file /set-up/api-key.php "$WOO_CONSUMER_KEY" "$WOO_CONSUMER_SECRET"

echo "The store is ready: $STORE_URL"
