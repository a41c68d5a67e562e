<?php
/**
 * Gives Caravan a REST API key that is known beforehand. Runs inside WordPress: wp eval-file api-key.php KEY SECRET.
 * WooCommerce has no command for this; the row is the one that its settings page writes (wp_woocommerce_api_keys).
 */

global $wpdb;

list( $consumer_key, $consumer_secret ) = $args;

$table = $wpdb->prefix . 'woocommerce_api_keys';
$wpdb->delete( $table, array( 'description' => 'Caravan' ) );
$made = $wpdb->insert(
	$table,
	array(
		'user_id'         => get_user_by( 'login', 'admin' )->ID,
		'description'     => 'Caravan',
		'permissions'     => 'read_write',
		'consumer_key'    => wc_api_hash( $consumer_key ), // only the hash is kept
		'consumer_secret' => $consumer_secret,
		'truncated_key'   => substr( $consumer_key, -7 ),
	)
);

if ( ! $made ) {
	WP_CLI::error( 'The API key was not stored: ' . $wpdb->last_error );
}
WP_CLI::success( 'Caravan has a read/write key.' );
