package stoa.base.bus;

import org.jspecify.annotations.Nullable;

/** The bus of a single server. */
final class LocalBusTest extends BusContract {
  @Override
  @Nullable String natsUrl() {
    return null;
  }
}
