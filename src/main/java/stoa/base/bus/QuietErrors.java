package stoa.base.bus;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What jnats tells of its own accord; what matters comes back as a failed call too. */
final class QuietErrors implements ErrorListener {
  private static final Logger LOG = LoggerFactory.getLogger(QuietErrors.class);

  @Override
  public void errorOccurred(Connection nats, String error) {
    LOG.debug("NATS: {}", error);
  }

  @Override
  public void exceptionOccurred(Connection nats, Exception fault) {
    LOG.debug("NATS: {}", fault.toString());
  }
}
