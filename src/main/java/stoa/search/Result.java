package stoa.search;

import java.time.Instant;
import stoa.base.view.Author;
import stoa.base.view.Crumb;

/**
 * A post that was found.
 *
 * @param titleHtml with marks
 * @param first whether it begins its topic
 * @param hidden whether only moderators find it
 * @param extractHtml with marks
 */
record Result(
    String url,
    String titleHtml,
    boolean first,
    boolean hidden,
    Crumb board,
    Author author,
    Instant created,
    String extractHtml) {}
