package stoa.search.index;

import stoa.base.runtime.WorkerPool;

/**
 * The threads that fill an index. A server's is one of its own, so that the system shares the
 * processor between it and those that answer: a virtual thread that computes for half a second
 * keeps all others from its carrier. A command takes what there is.
 *
 * @param atOnce ranges of posts that are handed to the pool together
 */
public record IndexingThreads(WorkerPool pool, int atOnce) {}
