package stoa.crawler;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An address that search engines may list.
 *
 * @param changed when something was last written there; null where it is not known
 */
record Place(String path, @Nullable Instant changed) {}
