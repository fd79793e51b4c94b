package stoa.notify;

import java.time.Instant;

/**
 * A text that was kept while the database was away and could not be posted afterwards.
 *
 * @param path where it was to go
 * @param why the key of the sentence that says what stood in the way
 */
record ReturnedPost(long id, String path, String title, String body, String why, Instant written) {}
