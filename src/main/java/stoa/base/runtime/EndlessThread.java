package stoa.base.runtime;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import stoa.base.Deadline;
import stoa.base.runtime.TaskMetrics.Outcome;

/** One thread of {@link Tasks#always}. */
final class EndlessThread implements Stoppable {
  private static final Logger LOG = LoggerFactory.getLogger(EndlessThread.class);

  /** Long enough not to fill the log, short enough that nobody waits for what it does. */
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Tasks.EndlessWork work;
  private final TaskMetrics metrics;
  private final Thread thread;
  private volatile boolean stopped;

  EndlessThread(String name, Tasks.EndlessWork work, TaskMetrics metrics) {
    this.name = name;
    this.work = work;
    this.metrics = metrics;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!stopped) {
      try {
        work.run();
        metrics.jobEnded(name, Outcome.OK);
      } catch (InterruptedException e) {
        metrics.jobEnded(name, Outcome.CANCELLED);
        return;
      } catch (RuntimeException e) {
        if (stopped) {
          return; // an interrupt closes sockets, and what was read from them fails
        }
        LOG.error("{} failed; it begins again", name, e);
        metrics.jobEnded(name, Outcome.ERROR);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE.plusMillis(ThreadLocalRandom.current().nextInt(500)));
    } catch (InterruptedException e) {
      stopped = true;
    }
  }

  @Override
  public void stop(Deadline deadline) throws InterruptedException {
    stopped = true;
    thread.interrupt();
    if (!thread.join(deadline.left())) {
      LOG.warn("{} does not end although it was interrupted", name);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
