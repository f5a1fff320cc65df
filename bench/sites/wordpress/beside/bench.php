<?php
// All members of a bench write from one network, the same sentence, one after another.
add_filter('wp_is_comment_flood', '__return_false', 99);
add_filter('duplicate_comment_id', '__return_false');
add_filter('pre_wp_mail', '__return_true');
