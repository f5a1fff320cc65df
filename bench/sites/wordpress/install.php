<?php
// Makes WordPress's tables, as its installation page does.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url(getenv('BENCH_ADDRESS'), PHP_URL_HOST);
require getenv('BENCH_PAGES') . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
wp_install('Bench', 'operator', 'operator@press.example', true, '', wp_generate_password());
