package stoa.reading;

import stoa.topic.TopicRow;

/**
 * A topic with something unread.
 *
 * @param fresh how many new posts; {@code more} says whether there may be more than these
 * @param firstUrl leads to the first of them
 */
record UnreadRow(TopicRow topic, int fresh, boolean more, String firstUrl) {}
