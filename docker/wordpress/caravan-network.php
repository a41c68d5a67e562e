<?php
/**
 * Plugin Name: Caravan's network
 * Description: Lets Caravan and this store talk inside the compose network. For trying out only: a real store has https.
 */

/*
 * WooCommerce takes a key and secret (HTTP Basic) over https only. Inside the compose network there is no certificate
 * that Caravan could check, so requests to the name that this container has there count as https. Nothing else changes:
 * the browser uses another name, and REST requests are answered before WordPress would redirect them.
 */
if ( 'wordpress' === ( $_SERVER['HTTP_HOST'] ?? '' ) ) {
	$_SERVER['HTTPS'] = 'on';
}

/*
 * WordPress downloads product images from public addresses only. Caravan's is a private one here (its port, 8080, is
 * among those that WordPress allows).
 */
add_filter(
	'http_request_host_is_external',
	function ( $external, $host ) {
		return $external || 'caravan' === $host;
	},
	10,
	2
);
