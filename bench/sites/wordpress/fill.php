<?php
// Reads members, articles and comments as JSON, writes them, and says their numbers and cookies.
$_SERVER['HTTP_HOST'] = parse_url(getenv('BENCH_ADDRESS'), PHP_URL_HOST);
require getenv('BENCH_PAGES') . '/wp-load.php';
$stage = json_decode(stream_get_contents(STDIN), true);
$until = time() + DAY_IN_SECONDS;
$now = current_time('mysql', true);
update_option('comment_previously_approved', 0); // otherwise a moderator has to come first

$users = [];
$cookies = [];
$wpdb->query('START TRANSACTION');
foreach ($stage['members'] as $member) {
    $wpdb->insert($wpdb->users, [
        'user_login' => "member-$member",
        'user_nicename' => "member-$member",
        'display_name' => "member-$member",
        'user_email' => "m$member@press.example",
        'user_pass' => str_repeat('x', 34),
        'user_registered' => $now,
    ]);
    $users[$member] = $wpdb->insert_id;
    $token = "session-$member";
    $sessions = [hash('sha256', $token) => ['expiration' => $until, 'login' => time()]];
    add_user_meta($users[$member], 'wp_capabilities', ['subscriber' => true]);
    add_user_meta($users[$member], 'session_tokens', $sessions);
    $cookie = wp_generate_auth_cookie($users[$member], $until, 'logged_in', $token);
    $cookies[$member] = LOGGED_IN_COOKIE . '=' . rawurlencode($cookie);
}

$posts = [];
foreach ($stage['articles'] as $words) {
    $posts[$words['number']] = wp_insert_post([
        'post_title' => $words['title'],
        'post_excerpt' => $words['lead'],
        'post_content' => $words['html'],
        'post_status' => 'publish',
        'post_author' => 1,
    ]);
}

foreach ($stage['comments'] as [$article, $writer]) {
    wp_insert_comment([
        'comment_post_ID' => $posts[$article],
        'user_id' => $users[$writer],
        'comment_author' => "member-$writer",
        'comment_author_email' => "m$writer@press.example",
        'comment_content' => $stage['said'],
        'comment_approved' => 1,
    ]);
}
$wpdb->query('COMMIT');
echo json_encode(['version' => $wp_version, 'posts' => $posts, 'cookies' => $cookies]);
